import AdaptModel
import AdaptSQL

extension Recorder {
    /// Records one line of a catalogue, through the same steps as the command for it.
    func record(_ record: CatalogueRecord) async throws {
        switch record {
        case .source(let source):
            try await addSource(
                try Code(source.code, for: "source"),
                SourceFacts(
                    title: source.title, publisher: source.publisher, url: source.url,
                    published: try source.published.map { try day($0) }))
        case .market(let market):
            try await addMarket(
                try Code(market.code, for: "market"), name: market.name, territories: market.territories)
        case .term(let term):
            try await addTerm(
                term.term, labels: term.labels.filter { $0.count == 2 }.map { (language: $0[0], label: $0[1]) })
        case .element(let element):
            try await addElement(
                try ElementPath(element.path),
                ElementFacts(
                    kind: element.kind, label: element.label, vocabulary: element.vocabulary,
                    tradition: element.tradition, citation: element.citation?.citation))
        case .series(let series):
            try await addSeries(
                try Code(series.code, for: "series"),
                SeriesFacts(
                    title: series.title, language: series.language, origin: series.origin, note: series.note,
                    citation: series.citation?.citation))
        case .edition(let edition): try await register(edition)
        case .assertion(let assertion): try await add(assertion)
        case .creative(let creative): try await add(creative)
        case .snapshot(let snapshot): try await add(snapshot)
        case .note(let note):
            _ = try await rows(
                Queries.record["add_note"],
                [note.series, note.topic, note.body, try await add(note.citation?.citation), operation.number])
        }
    }

    private func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw Refusal(.input, "day \"\(text)\" is not written as 2026-01-05") }
        return day
    }

    private func register(_ edition: CatalogueRecord.Edition) async throws {
        var facts = EditionFacts()
        facts.title = edition.title
        facts.language = edition.language
        facts.market = edition.market
        facts.origin = edition.origin
        facts.platform = edition.platform
        facts.status = try edition.status.map { try Status(parsing: $0, as: "status") }
        facts.note = edition.note
        facts.citation = edition.citation?.citation
        let lineage = try edition.lineage.map { lineage in
            LineageFacts(
                parent: lineage.parent.map { EditionReference(series: edition.series, edition: $0) },
                method: try Method(parsing: lineage.method, as: "method"),
                certainty: try lineage.certainty.map { try Certainty(parsing: $0, as: "certainty") },
                alsoFrom: try (lineage.alsoFrom ?? []).map { try EditionReference(parsing: $0) })
        }
        let decisions = try (edition.decisions ?? []).map { try Decide.Request($0) }
        let registration = RegisterEdition(
            series: edition.series, code: edition.code, facts: facts, lineage: lineage, decisions: decisions)
        _ = try await registration.run(try Code(edition.code, for: "edition"), self)
    }

    private func add(_ assertion: CatalogueRecord.Assertion) async throws {
        try await workspace.requireSeries(assertion.series)
        _ = try await rows(
            Queries.record["add_assertion"],
            [
                assertion.series, operation.number, assertion.editions, assertion.wording, assertion.from,
                assertion.until, try await add(assertion.citation?.citation),
            ])
    }

    private func add(_ creative: CatalogueRecord.Creative) async throws {
        let edition = try await workspace.find(EditionReference(series: creative.series, edition: creative.edition))
        _ = try await rows(
            Queries.record["add_creative"],
            [
                edition.seriesID, edition.id.number, creative.code, creative.description, creative.durationSeconds,
                creative.firstSeen, creative.lastSeen, try await add(creative.citation?.citation), operation.number,
                creative.beats,
            ])
    }

    private func add(_ snapshot: CatalogueRecord.Snapshot) async throws {
        let window = Window(try Week(parsing: snapshot.week))
        let (comparator, digits) = try bound(snapshot.value)
        let open = [Figure.Comparator.more, .atLeast].contains(comparator)
        _ = try await rows(
            Queries.record["add_snapshot"],
            [
                snapshot.source, snapshot.scope, snapshot.aspect, "\(window.first)", "\(window.last)", digits,
                open ? nil : digits, comparator.rawValue, snapshot.unit ?? "titles", snapshot.wording,
                try await add(Citation(source: snapshot.source, locator: nil, quote: snapshot.wording)),
                operation.number,
            ])
    }

    /// A comparator and a decimal number, as in `~0.72`.
    private func bound(_ text: String) throws -> (Figure.Comparator, String) {
        let comparator = [Figure.Comparator.atLeast, .more, .about].first { text.hasPrefix($0.rawValue) }
        let digits = text.dropFirst(comparator?.rawValue.count ?? 0)
        guard Double(digits) != nil else { throw Refusal(.input, "value \"\(text)\" is not a number") }
        return (comparator ?? .equal, String(digits))
    }
}

extension Decide.Request {
    init(_ record: CatalogueRecord.Decision) throws {
        let statement: Statement
        if let value = record.value {
            statement = .value(value)
        } else if record.keep == true {
            statement = .keep
        } else if record.absent == true {
            statement = .absent
        } else if record.unknown == true {
            statement = .unknown
        } else {
            throw Refusal(.input, "element \"\(record.element)\" has none of value, keep, absent, unknown")
        }
        self.init(
            try ElementPath(record.element), statement,
            reasons: try (record.reasons ?? []).map { try Reason(parsing: $0, as: "reason") }, note: record.note,
            citation: record.citation?.citation, minor: record.minor ?? false)
    }
}
