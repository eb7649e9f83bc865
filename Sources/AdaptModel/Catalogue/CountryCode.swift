/// Codes of countries that many write, and that ISO 3166-1 does not have.
public enum CountryCode {
    private static let meant = ["UK": "GB", "EL": "GR"]

    /// The code of ISO 3166-1 for the country that another code is widely used for, in the same case; nil: it is used
    /// for none.
    public static func meant(by code: String) -> String? {
        meant[code.uppercased()].map { code == code.lowercased() ? $0.lowercased() : $0 }
    }

    /// `did you mean ...?`, or nil.
    public static func hint(for code: String) -> String? {
        if code == "001" { return "did you mean world? it is what UN M.49 calls 001" }
        return meant(by: code).map { "did you mean \($0)? ISO 3166-1 has no \(code.uppercased())" }
    }

    /// `did you mean ...?` for the name of a market, or one spelled like it; nil where none is. `names`: by code.
    public static func hint(forName word: String, among names: [String: String]) -> String? {
        let codes = Dictionary(names.map { ($0.value.lowercased(), $0.key) }) { min($0, $1) }
        let name = word.lowercased()
        let near = codes[name] != nil ? name : Nearest.matches(for: name, among: Array(codes.keys), limit: 1).first
        guard word.count > 3, let near, let code = codes[near], let known = names[code] else { return nil }
        return "did you mean \(code)? \(known) goes by that code"
    }
}
