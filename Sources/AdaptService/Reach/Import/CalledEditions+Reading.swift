import AdaptModel

extension CalledEditions {
    /// What one column of a row says of whose its figure is, whatever the others say.
    struct Reading {
        let field: ReachField
        /// What stands in it.
        let name: String
        /// The editions that it may mean.
        let editions: [Candidate]

        /// Whether it means others than the one that a stronger column names.
        func contradicts(_ edition: Int) -> Bool { !editions.isEmpty && !editions.contains { $0.id == edition } }

        /// What is wrong with a row whose stronger column, in `other` words, names the edition `edition`.
        func refusal(beside other: String, _ edition: String) -> Refusal {
            let alias =
                field == .title ? "; where both are right: adapt edition edit \(edition) --alias \(pasted(name))" : ""
            return Refusal(
                .input,
                "\(field.rawValue) \"\(name)\" is that of \(editions.map(\.name).joined(separator: ", ")), and \(other) "
                    + "is \(edition)",
                hint: "mend the one that is wrong, or leave a column out with --ignore\(alias)")
        }
    }

    /// What the columns of a row that names its edition otherwise say of it.
    func readings(of called: ReachIdentity.Called) -> [Reading] {
        let ofIdentifier = called.identifier.map {
            Reading(field: .externalID, name: $0.description, editions: byIdentifier[called] ?? [])
        }
        return [ofIdentifier, titleReading(of: called)].compactMap(\.self)
    }

    /// What the title of something called so says, nil where it has none.
    func titleReading(of called: ReachIdentity.Called) -> Reading? {
        called.name.map { name in
            Reading(
                field: .title, name: name,
                editions: (byTitle[called] ?? []).filter { isSpoken($0.language, like: called.language) })
        }
    }
}
