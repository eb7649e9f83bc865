import Glibc

/// What a wait is for, and what it found.
struct Readiness: OptionSet {
    let rawValue: UInt8
    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    static let interrupted = Readiness(rawValue: 4)

    /// Waits on a socket, and on an interrupt when there is one, for `time` at most; empty when it has passed.
    static func wait(_ socket: Int32, for wanted: Readiness, or interrupt: Int32?, _ time: Duration) -> Self {
        var events: Int32 = 0
        if wanted.contains(.readable) { events |= POLLIN }
        if wanted.contains(.writable) { events |= POLLOUT }
        // poll passes over a negative descriptor.
        var descriptors = [
            pollfd(fd: socket, events: Int16(events), revents: 0),
            pollfd(fd: interrupt ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, time.pollMilliseconds)
        // A signal, or lack of memory: the caller looks at the clock and waits again.
        guard count > 0 else { return [] }
        var found: Readiness = []
        let broken = POLLERR | POLLHUP | POLLNVAL
        let socketEvents = Int32(descriptors[0].revents)
        if socketEvents & (POLLIN | broken) != 0 { found.insert(.readable) }
        if socketEvents & (POLLOUT | broken) != 0 { found.insert(.writable) }
        if descriptors[1].revents != 0 { found.insert(.interrupted) }
        return found
    }
}

extension Duration {
    /// Rounded up, so that a wait never ends just before its deadline, and a minute at most: the caller waits
    /// again.
    fileprivate var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 60 else { return 60_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
