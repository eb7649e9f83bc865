/// What a line says of its editions.
extension ReachReport.Line {
    /// What it is of alone, without a figure.
    init(of subject: ReachReport.Subject, key: Key) {
        self.init(
            subject: subject, measuredIn: key.measuredIn, currency: nil, total: nil, counted: false, flags: [],
            published: nil, days: 0, key: key)
    }

    /// The editions that were asked for.
    var own: [ReachReport.Edition] {
        switch subject {
        case .edition(let edition), .creative(let edition, _): [edition]
        case .joint(let editions, _): editions
        }
    }

    private var first: ReachReport.Edition? {
        switch subject {
        case .edition(let edition), .creative(let edition, _): edition
        case .joint(let editions, _): editions.first
        }
    }

    /// The edition, where it is of one.
    var only: ReachReport.Edition? {
        switch subject {
        case .edition(let edition), .creative(let edition, _): edition
        case .joint: nil
        }
    }

    /// What it is of.
    public var scope: ReachReport.Scope {
        switch subject {
        case .edition: .edition
        case .creative: .creative
        case .joint: .joint
        }
    }

    /// Code of the series.
    public var series: String { first?.series ?? "" }

    /// `series/edition` of each edition it is of; of a creative, with its code.
    public var editions: [String] {
        switch subject {
        case .edition(let edition): [edition.name]
        case .creative(let edition, let code): ["\(edition.name) \(code)"]
        case .joint(let editions, let names): names.isEmpty ? editions.map(\.name) : names
        }
    }

    /// The editions, joined by ` + `.
    public var name: String {
        if case .edition(let edition) = subject { return edition.name }
        return editions.joined(separator: " + ")
    }

    /// Title of the edition; of a joint figure, the titles joined by ` + `, each once.
    public var title: String {
        if let only { return only.title }
        var titles: [String] = []
        for edition in own where !titles.contains(edition.title) { titles.append(edition.title) }
        return titles.joined(separator: " + ")
    }

    /// Market of the edition; of a joint figure, none.
    public var market: String? { only?.market }

    /// Language of the edition.
    public var language: String? { only?.language }

    /// Status of the edition.
    public var status: String? { only?.status }
}
