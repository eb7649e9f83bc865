import Testing

@testable import AdaptService

/// A file that is refused, where, and what for.
struct MalformedFile: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let message: String
    var testDescription: String { message }

    init(_ text: String, _ place: String, _ message: String) {
        (self.text, self.place, self.message) = (text, place, message)
    }

    /// Expects that `body`, which imports it, is refused as it should be, and changes nothing.
    func isRefused(in workspace: Workspace, _ body: () async throws -> Void) async throws {
        let before = try await workspace.counts()
        let refusal = try await refusal(body)
        #expect(refusal.kind == .input)
        #expect(refusal.place?.text.hasPrefix(place) == true, "\(refusal)")
        #expect(refusal.message.contains(message), "\(refusal)")
        #expect(try await workspace.counts() == before)
    }
}
