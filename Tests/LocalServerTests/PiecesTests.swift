import Glibc
import Synchronization
import Testing

@testable import LocalServer

@Suite("What a program prints, piece by piece")
struct PiecesTests {
    @Test("comes whole, from a program that Ctrl-C does not reach: it is of another session")
    func session() async throws {
        let printed = Mutex<[UInt8]>([])
        let ending = try await Binaries.tool.run(
            "/bin/sh", ["-c", "cut -d ' ' -f 6 /proc/$$/stat"], input: nil, deadline: .seconds(30)
        ) { pieces in
            while let piece = try await pieces() { printed.withLock { $0 += piece } }
        }
        #expect(ending.succeeded, "\(ending)")
        let text = String(decoding: printed.withLock { $0 }, as: UTF8.self)
        let session = try #require(pid_t(text.dropLast()), "\(text)")
        #expect(session != getsid(0))
    }
}
