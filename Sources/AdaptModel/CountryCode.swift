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
}
