import ArgumentParser

/// One of a closed list of words, each of which says itself what it stands for.
///
/// ArgumentParser's own ways ask the runtime for the raw values of a type and compare each word with what describes it,
/// several times a command line.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
    static var allValueStrings: [String] { allCases.map { $0.rawValue } }
    static var allValueDescriptions: [String: String] { [:] }
    var defaultValueDescription: String { rawValue }
}
