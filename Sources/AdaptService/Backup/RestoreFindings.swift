/// What was read of a script, against what this program makes: what is foreign in it, and what of ours it lacks. For
/// one caller at a time.
actor RestoreFindings {
    private let reference: RestoreReference
    /// Of what is foreign: how many entries, and what the first are called.
    private var foreignCount = 0, foreign: [String] = []
    /// The signatures of ours that came.
    private var came: Set<[UInt8]> = []
    private static let shown = 20

    init(against reference: RestoreReference) { self.reference = reference }

    /// Whether nothing that came so far is foreign.
    var isClean: Bool { foreignCount == 0 }

    /// Judges an entry: what is to be done with it.
    @discardableResult
    func take(_ entry: RestoreEntry) async -> RestoreReference.Fate {
        // Of what else is known there may be any number: it is not kept.
        if await reference.makes(entry) { came.insert(entry.signature) }
        let fate = await reference.fate(of: entry)
        if fate == .foreign {
            foreignCount += 1
            if foreignCount <= Self.shown { foreign.append(entry.words) }
        }
        return fate
    }

    /// What is foreign, for people: the first, and how many more.
    var foreignNames: [String] { Self.named(foreign, of: foreignCount) }

    /// What is lacking, for people, but for what came in another form and is foreign.
    var lackingNames: [String] {
        get async {
            let lacking = await reference.lacking(in: came).filter { !foreign.contains($0) }
            return Self.named(Array(lacking.prefix(Self.shown)), of: lacking.count)
        }
    }

    /// Names, no more than are shown of them.
    static func listed(_ names: [String]) -> [String] { named(Array(names.prefix(shown)), of: names.count) }

    private static func named(_ names: [String], of count: Int) -> [String] {
        names + (count > names.count ? ["and \(count - names.count) more"] : [])
    }
}
