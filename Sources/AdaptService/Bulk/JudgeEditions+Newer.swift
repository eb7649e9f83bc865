import AdaptModel
import AdaptSQL

/// What others said since the revision that a row shows: left where the row shows what was said then.
extension JudgeEditions {
    /// Takes out of the rows the facts that were changed since.
    mutating func leaveNewerFacts() async throws {
        var stale: [(row: Int, edition: BulkCatalogue.Edition, revision: Int)] = []
        for row in words.keys.sorted() where !faults.has(row) {
            guard let found = words[row] else { continue }
            guard let known = catalogue.editions[found.name] else {
                if table.word(.revision, row) != nil { try await refuseTakenBack(found, row) }
                continue
            }
            try noteRevision(row, known)
            guard let revision = seen.revision(of: row), !found.differences(from: known).isEmpty else { continue }
            stale.append((row, known, revision))
        }
        let (changes, column) = (try await SeenFacts.load(stale, in: workspace), table.columnName(of: .revision))
        for (row, known, revision) in stale {
            guard let found = words[row], let facts = changes[row] else { continue }
            for (field, said) in found.single where table.word(field, row) != nil {
                switch facts.verdict(field, said, by: workspace.author, known, revision, in: column) {
                case .meant: break
                case .untouched(let change, let by): leave(field, of: row, change, by: by)
                case .conflict(let refusal): faults.add(refusal.at(table.place(row, field)), row: row)
                }
            }
            leaveTaken(row, known, facts)
            leaveGiven(row, known, facts)
        }
    }

    /// Refuses a row that shows a revision of an edition that was taken back: nobody means to register that anew.
    private mutating func refuseTakenBack(_ found: EditionWords, _ row: Int) async throws {
        let taken = try await workspace.rows(
            Queries.catalogue["taken_back_by"], [OperationID.now.number, found.series, found.code])
        guard let by = taken.first else { return }
        faults.add(
            Refusal(
                .rule, "edition \"\(found.name)\" was taken back since the row was written",
                hint: try Workspace.wayBack(by) + "; to register it anew, empty the column revision",
                place: table.place(row, .code)), row: row)
    }

    /// Takes out what is one of several and was taken away since.
    private mutating func leaveTaken(_ row: Int, _ known: BulkCatalogue.Edition, _ facts: SeenFacts) {
        guard let found = words[row] else { return }
        let named: [(EditionField, [String])] = [
            (.alias, found.aliases.map(\.title).filter { known.aliases[$0] == nil }),
            (.id, found.identifiers.filter { !known.identifiers.contains($0) }),
            (.alsoFrom, found.alsoFrom.filter { !known.drawsOn.contains($0) }),
        ]
        for (field, names) in named {
            for name in names {
                guard let by = facts.taker(of: name, field) else { continue }
                words[row]?.aliases.removeAll { field == .alias && $0.title == name }
                words[row]?.identifiers.removeAll { field == .id && $0 == name }
                words[row]?.alsoFrom.removeAll { field == .alsoFrom && $0 == name }
                note(row, "\(field.rawValue) \"\(name)\" was taken away", by: by)
            }
        }
    }

    /// Leaves what kind of title one is, and how a source is drawn on, where that was said since: of that nobody knows what
    /// the row was written from.
    private mutating func leaveGiven(_ row: Int, _ known: BulkCatalogue.Edition, _ facts: SeenFacts) {
        guard let found = words[row] else { return }
        for name in found.alsoFrom {
            guard let by = facts.giver(of: name, .alsoFrom), let way = found.changedWay(of: name, known) else {
                continue
            }
            words[row]?.ways[name] = way
            note(row, "also_from \"\(name)\" is \"\(way)\" by now", by: by)
        }
        for alias in found.newAliases(known) {
            guard known.aliases[alias.title] != nil, let by = facts.giver(of: alias.title, .alias) else { continue }
            words[row]?.aliases.removeAll { $0.title == alias.title }
            note(row, "alias \"\(alias.title)\" was said otherwise", by: by)
        }
    }

    /// Leaves out the decisions that show what was said when the row was written.
    mutating func leaveNewerDecisions() async throws {
        try await seen.load(catalogue, in: workspace)
        let all = decisions
        decisions = []
        let column = table.columnName(of: .revision)
        for decision in all {
            switch seen.verdict(on: decision, by: workspace.author, isAlone: false, in: column, catalogue) {
            case .meant: decisions.append(decision)
            case .untouched(let change, let by):
                leftDecisions.append(decision)
                note(decision.row, change, by: by)
            case .conflict(let refusal): faults.add(refusal, row: decision.row)
            }
        }
    }

    private mutating func noteRevision(_ row: Int, _ known: BulkCatalogue.Edition) throws {
        var seen = self.seen
        let column = table.columnName(of: .revision)
        try faults.collect(row: row, place: table.place(row, .revision)) {
            guard let revision = try table.revision(.revision, row) else { return }
            try seen.note(revision, of: known, row: row, in: column)
        }
        self.seen = seen
    }

    private mutating func leave(_ field: EditionField, of row: Int, _ change: String, by: SaidDecision.By) {
        words[row]?.leave(field)
        note(row, change, by: by)
    }

    private mutating func note(_ row: Int, _ change: String, by: SaidDecision.By) {
        newer.append((row, .left(words[row]?.name ?? "", change, by: by)))
    }
}

extension EditionWords {
    /// What it says of which there is one.
    fileprivate var single: [(field: EditionField, words: String?)] {
        [
            (.title, title), (.language, language), (.market, market), (.origin, origin), (.platform, platform),
            (.status, status?.rawValue), (.note, note), (.from, parent), (.method, method?.rawValue),
            (.certainty, certainty?.rawValue),
        ]
    }

    /// Says nothing of such a field any more.
    fileprivate mutating func leave(_ field: EditionField) {
        switch field {
        case .title: title = nil
        case .language: language = nil
        case .market: market = nil
        case .origin: origin = nil
        case .platform: platform = nil
        case .status: status = nil
        case .note: note = nil
        case .from: parent = nil
        case .method: method = nil
        case .certainty: certainty = nil
        default: break
        }
    }
}
