import AdaptModel
import CDigest

/// SHA-256 of what is fed to it.
public final class ContentHash {
    private let digest: OpaquePointer

    /// An empty hash. Throws a `Refusal` (missing file) where OpenSSL's libcrypto is not installed.
    public init() throws {
        guard let digest = adapt_digest_new() else {
            throw Refusal(.missingFile, "libcrypto is not installed", hint: "apt-get install libssl3")
        }
        self.digest = digest
    }

    deinit { adapt_digest_free(digest) }

    func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Adds bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        adapt_digest_update(digest, bytes.baseAddress, bytes.count)
    }

    /// Adds the UTF-8 of a text.
    public func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// 64 hexadecimal digits. Once only.
    public func finish() -> String {
        var out = [UInt8](repeating: 0, count: 32)
        adapt_digest_finish(digest, &out)
        return out.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The hash of a text.
    public static func of(_ text: String) throws -> String {
        let hash = try ContentHash()
        hash.update(text)
        return hash.finish()
    }
}
