import AdaptModel
import CDigest

/// SHA-256 of what is fed to it.
final class ContentHash {
    private let digest: OpaquePointer

    /// An empty hash. Throws a `Refusal` (missing file) where OpenSSL's libcrypto is not installed.
    init() throws {
        guard let digest = adapt_digest_new() else {
            throw Refusal(.missingFile, "libcrypto is not installed", hint: "apt-get install libssl3")
        }
        self.digest = digest
    }

    deinit { adapt_digest_free(digest) }

    func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { adapt_digest_update(digest, $0.baseAddress, $0.count) }
    }

    /// 64 hexadecimal digits. Once only.
    func finish() -> String {
        var out = [UInt8](repeating: 0, count: 32)
        adapt_digest_finish(digest, &out)
        return out.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
