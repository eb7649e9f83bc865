import AdaptModel

/// Who derives from whom once a file is applied, and what is then known.
struct BulkDescent {
    private let catalogue: BulkCatalogue
    private var parents: [String: String] = [:]
    private var sources: [String: [String]] = [:]
    private var said: [String: [ElementPath: Decide.Request.Statement]] = [:]
    /// Editions whose own row is at fault: what they would say is not judged.
    private let faulty: Set<String>

    init(
        _ catalogue: BulkCatalogue, editions: [EditionWords] = [], decisions: [BulkDecision], faulty: Set<String> = []
    ) {
        self.catalogue = catalogue
        self.faulty = faulty
        for words in editions {
            parents[words.name] = words.parent
            sources[words.name] = words.alsoFrom
        }
        for decision in decisions { said[decision.edition, default: [:]][decision.path] = decision.statement }
    }

    func parent(of name: String) -> String? { parents[name] ?? catalogue.editions[name]?.parent }

    /// The editions that one comes from: its parent, and those it draws on.
    private func origins(of name: String) -> [String] {
        [parent(of: name)].compactMap { $0 } + (sources[name] ?? [])
            + (catalogue.editions[name]?.drawsOn ?? []).sorted()
    }

    /// The editions from `name` back to itself, if it is its own ancestor; the fewest.
    func cycle(from name: String) -> [String]? {
        var paths = [[name]][...]
        var seen: Set<String> = []
        while let path = paths.popFirst() {
            for origin in origins(of: path[path.count - 1]) {
                if origin == name { return path }
                if seen.insert(origin).inserted { paths.append(path + [origin]) }
            }
        }
        return nil
    }

    /// Whether an edition that stays where it is keeps an element already.
    func isKept(_ decision: BulkDecision) -> Bool {
        guard let edition = catalogue.editions[decision.edition], parent(of: decision.edition) == edition.parent else {
            return false
        }
        return catalogue.said(edition, decision.element)?.state == "keep"
    }

    /// Whether a parent records a value of an element, or that there is none, so that it can be kept.
    func hasSomethingToKeep(_ decision: BulkDecision) -> Bool {
        var current = parent(of: decision.edition)
        var seen: Set<String> = [decision.edition]
        while let name = current, seen.insert(name).inserted {
            if faulty.contains(name) { return true }
            switch said[name]?[decision.path] {
            case .value, .absent: return true
            case .unknown: return false
            case .keep, .inherit: break
            case nil:
                guard let edition = catalogue.editions[name], let known = catalogue.said(edition, decision.element)
                else { break }
                return known.state != "unknown"
            }
            current = parent(of: name)
        }
        return false
    }
}

extension RowFaults {
    /// Adds what cannot be kept.
    mutating func addKeeps(_ decisions: [BulkDecision], _ descent: BulkDescent) {
        for decision in decisions where decision.statement == .keep && !has(decision.row) {
            // What is kept already stays so, whatever its parent has withdrawn since.
            guard !descent.isKept(decision), !descent.hasSomethingToKeep(decision) else { continue }
            let hasParent = descent.parent(of: decision.edition) != nil
            add(
                Refusal.nothingToKeep(
                    decision.path.text, of: decision.edition, hasParent: hasParent,
                    hint: hasParent ? "write the value" : "write the value, or name its parent first",
                    place: decision.place), row: decision.row)
        }
    }
}
