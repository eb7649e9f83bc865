/// Codes by which languages are known elsewhere, or were: those of three letters where ISO 639-1 gives two, by which BCP
/// 47 knows them, and those that another has replaced.
public enum LanguageCode {
    /// The code of two letters of a language, by that of ISO 639-3 or, where it has one of its own there, of
    /// ISO 639-2/B; nil: it has none.
    public static func short(for code: String) -> String? { all[code.lowercased()] }

    /// All of them, by the longer code. They are closed: none is given any more.
    public static let all: [String: String] = {
        let pairs = written.split(whereSeparator: \.isWhitespace).compactMap { String($0).halves(at: "=") }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.before, $0.after) })
    }()

    /// Codes of two letters that are given up, with those that IANA's Language Subtag Registry prefers.
    public static let replaced = ["in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro"]
}
