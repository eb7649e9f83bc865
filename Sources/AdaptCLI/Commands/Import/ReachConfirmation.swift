import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Says what an import did.
    func confirm(
        _ receipt: AdaptService.ImportReach.Receipt, of file: String, _ preview: FilePreview? = nil
    ) throws {
        try tell(of: receipt, file, preview)
        try confirm(
            receipt.operation, "\(file): \(receipt.words)",
            receipt.members + receipt.hidden.members + receipt.unreadSheets.members + (preview?.members ?? []))
    }

    /// What its user should know before he reads what was done.
    private func tell(
        of receipt: AdaptService.ImportReach.Receipt, _ file: String, _ preview: FilePreview?
    ) throws {
        warn(ofTitles: receipt.titles)
        warn(ofHidden: receipt.hidden)
        warn(ofUnread: receipt.unreadSheets)
        if !receipt.toldApart.isEmpty {
            Streams.current.warn(
                "adapt: works of one title, told apart by category: \(receipt.toldApart.joined(separator: ", "))")
        }
        Streams.current.warn(of: receipt.falls, "falls of counters") { fall in
            "counter of \(fall.edition) fell from \(grouped(fall.values[0])) on \(fall.days.first) to "
                + "\(grouped(fall.values[1])) on \(fall.days.last): no figure"
        }
        if receipt.totals.count > 0 {
            let more = receipt.totals.count - receipt.totals.first.count
            let rows = receipt.totals.first.map { "\"\(shown($0.word))\" in line \($0.line)" }.joined(separator: ", ")
            Streams.current.warn(
                "adapt: \(grouped(receipt.totals.count, "row")) of totals left out: \(rows)"
                    + (more > 0 ? " and \(grouped(more)) more" : ""))
        }
        if let preview {
            if previews { try show(preview, of: file, but: receipt.ignoring) }
        } else {
            AdaptCLI.warn(ofIgnored: receipt.ignoredColumns, but: receipt.ignoring)
        }
        for currency in receipt.currencies {
            Streams.current.warn("adapt: money was read in \(Currency.unit(of: currency))")
        }
        if let window = receipt.fromSunday, receipt.unplaced > 0 {
            Streams.current.warn(
                "adapt: windows from Sunday to Saturday, as \(window), are no ISO weeks, so their figures are unplaced; "
                    + "to place them all the same, marked as imputed: take this back, and import with --week-start sunday"
            )
        }
        for new in receipt.newTitles.prefix(5) {
            Streams.current.warn(
                "adapt: title \"\(shown(new.title))\" is new for \(new.edition), and not kept; to keep it: "
                    + "adapt edition edit \(new.edition) --alias \(pasted(shown(new.title)))")
        }
        if receipt.newTitles.count > 5 {
            Streams.current.warn("adapt: ... and \(grouped(receipt.newTitles.count - 5, "more new title"))")
        }
        if let earlier = receipt.sameAs, let later = receipt.restatedBy {
            Streams.current.warn(
                "adapt: the same file was applied before, as operation \(earlier.number); operation \(later.number) has "
                    + "restated figures of it since, and those count: to take this file for the newer state, say that "
                    + "it came out later, with --published DAY or in its column published")
        } else if let earlier = receipt.sameAs, !quiet {
            Streams.current.warn("adapt: the same file was applied before, as operation \(earlier.number)")
        }
    }
}

extension AdaptService.ImportReach.Receipt {
    /// What was done, in a line.
    fileprivate var words: String {
        var words =
            "\(grouped(read, "row")) read, \(grouped(new)) new, "
            + "\(grouped(revised)) revised, \(grouped(unchanged)) unchanged"
        if repeated > 0 { words += " (\(grouped(repeated)) published later)" }
        if together > 0 { words += ", \(grouped(together)) put together with others of the same days" }
        if older > 0 { words += ", \(grouped(older)) older than known" }
        if refused > 0 { words += ", \(grouped(refused)) refused" }
        if notReported > 0 { words += ", \(grouped(notReported)) without a figure" }
        if readings > 0 { words += ", \(grouped(readings, "reading")) new" }
        if restated > 0 { words += ", \(grouped(restated, "reading")) restated" }
        if places > 0 { words += ", \(grouped(places, "place")) on lists" }
        if repeatedPlaces > 0 {
            words += ", \(grouped(repeatedPlaces, "place")) said again by a later publication"
        }
        if !registered.isEmpty { words += ", \(grouped(registered.count, "edition")) registered" }
        if unplaced > 0 { words += ", \(grouped(unplaced)) unplaced" }
        if let first = weeks.first, let last = weeks.last {
            words += "; " + (first == last ? first : "\(first) to \(last)")
        }
        return words
    }

    /// The same as members of a JSON object.
    fileprivate var members: [(String, JSON)] {
        [
            ("read", .int(read)), ("new", .int(new)), ("revised", .int(revised)),
            ("unchanged", .int(unchanged)), ("refused", .int(refused)),
            ("unplaced", .int(unplaced)), ("weeks", .array(weeks.map { .string($0) })),
            ("older", .int(older)), ("published_later", .int(repeated)),
            ("not_reported", .int(notReported)), ("put_together", .int(together)),
            ("places", .int(places)), ("places_published_later", .int(repeatedPlaces)),
            ("readings", .int(readings)),
            ("readings_restated", .int(restated)),
            (
                "falls",
                .array(
                    falls.map { fall in
                        .object([
                            ("edition", .string(fall.edition)), ("from", .string(fall.days.first.description)),
                            ("until", .string(fall.days.last.description)),
                            ("values", .array(fall.values.map { .int($0) })),
                        ])
                    })
            ),
            ("registered", .array(registered.map { .string($0) })),
            (
                "currencies",
                .array(
                    currencies.map {
                        .object([("currency", .string($0)), ("decimals", .int(Currency.decimals(of: $0)))])
                    })
            ),
        ]
    }
}
