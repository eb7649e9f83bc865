import AdaptModel

/// What the columns of a kind of file can mean.
protocol TableField: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// What the columns of some fields are called too, where none has the field's own name.
    static var otherNames: [Self: String] { get }
}

extension TableField {
    static var otherNames: [Self: String] { [:] }

    /// How many columns of a header have a meaning: by their name, by `map`, or as they are `open`, in lower case.
    static func known(
        in heading: TableHeading, map: [(field: String, column: String)], _ open: (String) -> Bool = { _ in false }
    ) -> Int {
        // A comparison of ours is one whatever it lacks, and no row of it is a header.
        guard heading.editionsSideBySide.isEmpty else { return heading.width }
        let names = Set(allCases.map(\.rawValue)).union(otherNames.values).union(map.map { $0.column.lowercased() })
        return heading.names.count { name in
            let name = name.lowercased()
            return names.contains(name) || open(name)
        }
    }
}
