import AdaptModel

/// Whose the figure of a row is.
extension TableColumns where Field == ReachField {
    /// Whom the current row names; its first column that says so counts.
    ///
    /// Throws a `Refusal` (input) located in the file.
    func identity(in reader: any RowSource, _ reading: ReachReading) throws -> ReachIdentity {
        var identity = ReachIdentity()
        identity.creative = try text(.creative, in: reader)
        if let edition = try text(.edition, in: reader) {
            let series = try text(.series, in: reader)
            guard edition.utf8.contains(0x2B) else {
                identity.editions = [try reference(trimmed(edition), in: series, reader)]
                identity.beside = try calledBeside(in: reader)
                return identity
            }
            // A name that is missing at an end is told as such.
            let names = (edition.hasPrefix("+ ") ? " " : "") + edition + (edition.hasSuffix(" +") ? " " : "")
            identity.editions = try names.split(separator: " + ", omittingEmptySubsequences: false).map {
                try reference(trimmed(String($0)), in: series, reader)
            }
        } else if let series = try text(.series, in: reader) {
            identity.editions = [series + "/" + (try required(.market, in: reader).lowercased())]
            identity.isByMarket = true
            identity.beside = try calledBeside(in: reader)
        } else if has(.externalID) || has(.title) {
            identity.called = try called(in: reader, reading)
        } else {
            _ = try required(has(.edition) ? .edition : .series, in: reader)
        }
        return identity
    }

    /// A code alone is that of an edition of the series that the row, or all of the file, is of.
    private func reference(_ text: String, in series: String?, _ reader: any RowSource) throws -> String {
        guard let series, !text.contains(":") else { return text }
        guard let slash = text.firstIndex(of: "/") else { return series + "/" + text.lowercased() }
        guard text[..<slash] == series else {
            throw Refusal(
                .input, "edition \"\(text)\" is not one of series \"\(series)\"",
                hint: "mend the one that is wrong, or leave a column out with --ignore",
                place: reader.place(column: column(of: .edition)))
        }
        return text
    }

    /// What a row that names its edition otherwise calls it; nil: nothing.
    private func calledBeside(in reader: any RowSource) throws -> ReachIdentity.Called? {
        guard callsEditions else { return nil }
        let called = try named(in: reader)
        return called.title == nil && called.identifier == nil ? nil : called
    }

    private func called(in reader: any RowSource, _ reading: ReachReading) throws -> ReachIdentity.Called {
        var called = try named(in: reader)
        if called.title == nil, called.identifier == nil {
            _ = try required(has(.title) ? .title : .externalID, in: reader)
        }
        called.category = try text(.category, in: reader).map(trimmed).map { reading.formerCategories[$0] ?? $0 }
        called.market = try text(.market, in: reader)?.lowercased()
        do {
            called.language = try text(.language, in: reader).map { try LanguageTag(trimmed($0)).text }
        } catch let refusal as Refusal {
            throw refusal.place == nil ? located(refusal, .language, in: reader) : refusal
        }
        return called
    }

    /// The names alone.
    private func named(in reader: any RowSource) throws -> ReachIdentity.Called {
        var called = ReachIdentity.Called()
        called.title = try name(.title, in: reader)
        called.season = try name(.season, in: reader).flatMap { isNone($0) ? nil : $0 }
        guard let text = try name(.externalID, in: reader) else { return called }
        do {
            // An identifier without a scheme is one of the publisher's own.
            let hasScheme = text.prefix { $0 != ":" }.utf8.allSatisfy { isCodeByte($0) } && text.contains(":")
            called.identifier = try Identifier(
                parsing: hasScheme ? text : "\(required(.source, in: reader)):\(text)")
        } catch let refusal as Refusal {
            throw refusal.place == nil ? located(refusal, .externalID, in: reader) : refusal
        }
        return called
    }

    /// A name as written, whole: of what a spreadsheet wrote as 4.25E+08, nobody knows the digits.
    private func name(_ field: Field, in reader: any RowSource) throws -> String? {
        guard let name = try text(field, in: reader).map(trimmed) else { return nil }
        if let column = column(of: field), let kind = reader.noWords(column - 1) {
            throw Refusal.noWords(field.rawValue, kind, reader.place(column: column))
        }
        guard name.utf8.first.map({ (0x30...0x39).contains($0) }) == true, name.contains("E+"),
            name.wholeMatch(of: /\d([.,]\d+)?E\+\d\d+/) != nil
        else { return name }
        throw Refusal(
            .input, "\(field.rawValue) \"\(name)\" is a number whose digits a spreadsheet has cut",
            hint: "take it from the file as it was published",
            place: reader.place(column: column(of: field)))
    }

    /// Whether a publisher's text says that there is no such thing.
    private func isNone(_ text: String) -> Bool { ["", "-", "–", "n/a", "null", "none"].contains(text.lowercased()) }

    private func isCodeByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
}
