import AdaptModel
import Postgres

/// Somebody else's locks, which keep no more from being looked at than what they are on.
extension DatabaseFindings {
    /// Who keeps others from what is in the schema. Asked twice: what is over within a second is in nobody's way.
    func lookAtLocks() async throws -> [Finding] {
        let first = try await look(at: "locks")
        guard first.contains(where: { $0.state != .ok }) else { return first }
        try await Task.sleep(for: .seconds(1))
        let still = try await look(at: "locks").filter { first.contains($0) }
        return still.isEmpty ? [Finding("locks", .ok, "ok")] : still
    }

    /// What the query of a topic finds; that it was not looked at, where somebody else's lock is in the way.
    func lookPastLocks(at topic: String) async throws -> [Finding] {
        do {
            return try await look(at: topic)
        } catch let refusal as Refusal where refusal.isHeldUp {
            return [.heldUp(Self.name(of: topic))]
        }
    }
}
