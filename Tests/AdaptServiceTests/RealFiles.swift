import FoundationEssentials
import Glibc

/// Published files that are too large for the repository: `ADAPT_REAL_DATA`, else `shared/data` beside the checkout.
enum RealFiles {
    /// The folder; nil: not on this machine.
    static let folder: String? = {
        if let asked = getenv("ADAPT_REAL_DATA") { return String(cString: asked) }
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let beside = "/\(root)/../shared/data"
        return access(beside, R_OK) == 0 ? beside : nil
    }()

    /// A file of JSON.
    static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: (folder ?? "") + "/" + path)))
    }
}
