import AdaptModel
import AdaptReports
import AdaptService

extension BulkFileOptions {
    /// Tells of likely duplicates, before anything is written; unless it is to be quiet, of what is alike, too.
    static func tell(of twins: [BulkReceipt.Duplicate], isQuiet: Bool) {
        Streams.current.warn(of: twins.filter { !$0.isAlike }, "likely duplicates") { twin in
            "likely duplicate: \(twin.isOfSeries ? "series " : "")\(twin.edition) of \(twin.other) "
                + "\"\(shown(twin.title))\" (same title\(twin.same.isEmpty ? "" : ", " + twin.same))"
        }
        guard !isQuiet else { return }
        Streams.current.warn(of: twins.filter(\.isAlike), "of these", where: "--format json lists all") { twin in
            "\(twin.edition): also of \(twin.same): \(twin.other) \"\(shown(twin.title))\""
        }
    }

    /// Says what an import did, or would do.
    func confirm(_ receipt: BulkReceipt, _ things: String) throws {
        warn(ofTitles: receipt.titles)
        warn(ofHidden: receipt.hidden)
        warn(ofUnread: receipt.unreadSheets)
        if write.previews, let preview = receipt.preview {
            try write.show(preview, of: file, but: receipt.ignoring)
        } else {
            warn(ofIgnored: receipt.ignoredColumns, but: receipt.ignoring)
        }
        if let cut = receipt.cutTitles {
            Streams.current.warn("adapt: blanks around \(grouped(cut.count, "title")) left out, \(line(of: cut))")
        }
        if let alone = receipt.groundsAlone {
            let say = alone.count == 1 ? "says" : "say"
            Streams.current.warn("adapt: \(grouped(alone.count, "row")) \(say) why and not what, \(line(of: alone))")
        }
        tell(of: receipt.changes, receipt.changeCount)
        let left = write.dryRun ? "would be left" : "left"
        Streams.current.warn(of: receipt.newer, "of these", where: "--format json lists the first thousand") { change in
            "\(left), said since the row was written: \(change.edition) \(shown(change.words))"
        }
        Streams.current.warn(
            of: receipt.besideOther, "of these", where: "--format json lists the first thousand"
        ) { change in
            "said beside another value of the parent than the row shows: \(change.edition) \(shown(change.words))"
                + (change.by.map { " (\(shown($0)))" } ?? "")
        }
        write.tell(ofOutdated: receipt.outdated)
        aside.warn(receipt.faults, rows: receipt.refused, dryRun: write.dryRun)
        try write.confirm(receipt.operation, "\(file): \(words(receipt, things))", members(receipt))
    }

    /// Where what is counted stands.
    private func line(of found: (count: Int, line: Int)) -> String {
        (found.count == 1 ? "in line" : "the first in line") + " \(found.line)"
    }

    /// Tells what is said otherwise than before, or would be, and by whom it was said: it may be what somebody else has
    /// just decided.
    /// `count`: of how many `changes` are the first.
    private func tell(of changes: [BulkReceipt.Change], _ count: Int) {
        let listed = count > changes.count ? "the first \(grouped(changes.count))" : "all"
        let does = write.dryRun ? "would change" : "changed"
        Streams.current.warn(of: changes, count: count, "changes", where: "--format json lists \(listed)") { change in
            "\(does): \(change.edition) \(shown(change.words))" + (change.by.map { " (said by \(shown($0)))" } ?? "")
        }
    }

    private func json(_ change: BulkReceipt.Change) -> JSON {
        .object([("edition", .string(change.edition)), ("change", .string(change.words)), ("by", JSON(change.by))])
    }

    private func words(_ receipt: BulkReceipt, _ things: String) -> String {
        func tally(_ what: String, _ tally: BulkReceipt.Tally) -> String {
            "\(what): \(grouped(tally.new)) new, \(grouped(tally.changed)) changed, "
                + "\(grouped(tally.unchanged)) unchanged"
        }
        var words = "\(grouped(receipt.read, "row")) read, " + tally(things, receipt.editions)
        if things == "editions" { words += "; " + tally("decisions", receipt.decisions) }
        if receipt.settled > 0 { words += " (\(grouped(receipt.settled)) outdated, said again and settled)" }
        if receipt.refused > 0 { words += "; \(grouped(receipt.refused, "row")) refused" }
        let others = receipt.refusedForOthers
        if others > 0 { words += ", \(grouped(others)) of them for what others say" }
        if !receipt.newSeries.isEmpty { words += "; \(grouped(receipt.newSeries.count)) series added" }
        if !receipt.newElements.isEmpty { words += "; \(grouped(receipt.newElements.count, "element")) added" }
        return words
    }

    private func members(_ receipt: BulkReceipt) -> [(String, JSON)] {
        func tally(_ tally: BulkReceipt.Tally) -> [(String, JSON)] {
            [("new", .int(tally.new)), ("changed", .int(tally.changed)), ("unchanged", .int(tally.unchanged))]
        }
        let members: [(String, JSON)] =
            [("read", .int(receipt.read))] + tally(receipt.editions) + [
                ("refused", .int(receipt.refused)), ("refused_for_others", .int(receipt.refusedForOthers)),
                ("decisions", .object(tally(receipt.decisions) + [("settled", .int(receipt.settled))])),
                ("changes", .array(receipt.changes.map(json))), ("changes_count", .int(receipt.changeCount)),
                ("left_newer", .array(receipt.newer.prefix(BulkReceipt.Change.kept).map(json))),
                ("left_newer_count", .int(receipt.newer.count)),
                ("parent_changed", .array(receipt.besideOther.prefix(BulkReceipt.Change.kept).map(json))),
                ("parent_changed_count", .int(receipt.besideOther.count)),
                ("new_series", .array(receipt.newSeries.map { .string($0) })),
                ("new_elements", .array(receipt.newElements.map { .string($0) })),
                (
                    "likely_duplicates",
                    .array(
                        receipt.duplicates.map {
                            .object([
                                ("edition", .string($0.edition)), ("other", .string($0.other)),
                                ("title", .string($0.title)), ("same", .string($0.same)),
                                ("of", .string($0.isOfSeries ? "series" : "editions")),
                            ])
                        })
                ),
                (
                    "same_market_and_language",
                    .array(
                        receipt.alike.map {
                            .object([("edition", .string($0.edition)), ("other", .string($0.other))])
                        })
                ),
            ]
        let last: [(String, JSON)] = [
            ("outdated_count", .int(receipt.outdated)), ("titles_trimmed", .int(receipt.cutTitles?.count ?? 0)),
            ("reasons_alone_count", .int(receipt.groundsAlone?.count ?? 0)),
            ("reasons_alone_line", receipt.groundsAlone.map { .int($0.line) } ?? .null),
        ]
        let read = receipt.hidden.members + receipt.unreadSheets.members + (receipt.preview?.members ?? [])
        return members + read + last
    }
}
