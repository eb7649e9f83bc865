import CLibpq
import Dispatch

/// Sends cancel requests for one connection.
///
/// Sound as `@unchecked Sendable`: PQcancel is documented as thread-safe, a PGcancel is never changed after
/// PQgetCancel, and it is freed once, when the last thread that uses it lets go.
final class Canceller: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let underWay = DispatchGroup()

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Sends a request on a thread of its own, because PQcancel blocks.
    func send() {
        DispatchQueue(label: "adapt.postgres.cancel").async(group: underWay) {
            // The reason of a failure is not needed: the caller asks again, then closes the connection.
            var reason: [CChar] = Array(repeating: 0, count: 256)
            _ = PQcancel(self.pointer, &reason, Int32(reason.count))
        }
    }

    /// Waits until no request is under way: one that arrives late would end the next statement.
    func settle(within grace: DispatchTimeInterval) -> Bool {
        underWay.wait(timeout: .now() + grace) == .success
    }
}
