/// Codes of three letters of the languages that ISO 639-1 gives two, by which BCP 47 knows them.
public enum LanguageCode {
    /// The code of two letters of a language, by that of ISO 639-3 or, where it has one of its own there, of
    /// ISO 639-2/B; nil: it has none.
    public static func short(for code: String) -> String? { all[code.lowercased()] }

    /// All of them, by the longer code. They are closed: none is given any more.
    public static let all: [String: String] = {
        let pairs = written.split(whereSeparator: \.isWhitespace).compactMap { String($0).halves(at: "=") }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.before, $0.after) })
    }()
}
