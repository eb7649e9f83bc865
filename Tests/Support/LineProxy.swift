import Dispatch
import Glibc
import Synchronization

/// Stands between a program and a server's Unix socket, and cuts the line after a given number of bytes.
///
/// Everything happens in one loop on a thread of its own, so that the cut is exact.
public final class LineProxy: Sendable {
    /// Where the first connection is cut: after so many bytes in one direction.
    public struct Cut: Sendable {
        let toServer: Bool
        let bytes: Int

        /// A cut after `bytes` towards the server, or towards the client.
        public init(toServer: Bool, after bytes: Int) {
            self.toServer = toServer
            self.bytes = bytes
        }
    }

    /// Where the first connection waits: before its so many'th block towards the server, until it is let go.
    private struct Hold {
        let block: Int
        var isReached = false
        var isOver = false
    }

    private struct Pair {
        let client: Int32
        let server: Int32
        let isFirst: Bool
    }

    /// Directory of the socket that the program connects to.
    public let directory: String
    private let upstream: String
    private let cut: Cut?
    private let staysDown: Bool
    private let listener: Int32
    private let stopping: [Int32]
    private let waking: [Int32]
    private let hold: Mutex<Hold?>
    /// Bytes of the first connection, towards the server and towards the client.
    private let count = Mutex<(toServer: Int, toClient: Int)>((0, 0))
    /// What the first connection said to the server.
    private let said = Mutex<[UInt8]>([])
    private let blocks = Mutex(0)

    /// A proxy with its socket in `directory`. `staysDown`: after the cut nobody gets through any more.
    /// `holdBefore`: the first connection waits before its so many'th block towards the server.
    public init(
        to upstream: String, in directory: String, cut: Cut? = nil, staysDown: Bool = false, holdBefore: Int? = nil
    ) throws {
        self.directory = directory
        self.upstream = upstream
        self.cut = cut
        self.staysDown = staysDown
        let path = directory + "/.s.PGSQL.5432"
        unlink(path)
        let opened = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var (ends, wakes): ([Int32], [Int32]) = ([0, 0], [0, 0])
        guard pipe(&ends) == 0, pipe(&wakes) == 0, LineProxy.withAddress(path, { bind(opened, $0, $1) }) == 0,
            listen(opened, 16) == 0
        else {
            throw TemporaryDirectory.Failure(description: "no proxy can listen in \"\(directory)\": errno \(errno)")
        }
        listener = opened
        stopping = ends
        waking = wakes
        hold = Mutex(holdBefore.map { Hold(block: $0) })
        DispatchQueue(label: "line proxy").async { self.serve() }
    }

    /// Bytes of the first connection in both directions.
    public var bytes: (toServer: Int, toClient: Int) { count.withLock { $0 } }

    /// How many blocks the first connection sent.
    public var sent: Int { blocks.withLock { $0 } }

    /// Whether the first connection is held.
    public var isHolding: Bool { hold.withLock { $0.map { $0.isReached && !$0.isOver } ?? false } }

    /// Lets the first connection go on.
    public func letGo() {
        hold.withLock { $0?.isOver = true }
        _ = write(waking[1], "x", 1)
    }

    /// How often the first connection waited for the server, and how many statements it asked for.
    ///
    /// By the frontend's messages: after the first, which only says who it is, each is a letter and its length.
    public var asked: (roundTrips: Int, statements: Int) {
        let bytes = said.withLock { $0 }
        var (letters, at): ([UInt8: Int], Int) = ([:], LineProxy.length(bytes, at: 0))
        while at < bytes.count {
            letters[bytes[at], default: 0] += 1
            at += 1 + LineProxy.length(bytes, at: at + 1)
        }
        func count(_ letter: Unicode.Scalar) -> Int { letters[UInt8(ascii: letter)] ?? 0 }
        return (count("Q") + count("S"), count("Q") + count("E"))
    }

    private static func length(_ bytes: [UInt8], at start: Int) -> Int {
        guard start + 4 <= bytes.count else { return bytes.count }
        return bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Ends it, and every line through it.
    public func stop() { close(stopping[1]) }

    private func serve() {
        var (pairs, accepted, isDown) = ([Pair](), 0, false)
        // One for all: to make it takes longer than to hand it on.
        var block = [UInt8](repeating: 0, count: 1 << 16)
        defer {
            for pair in pairs { drop(pair) }
            close(listener)
            close(stopping[0])
            for end in waking { close(end) }
        }
        while true {
            var polled = [
                pollfd(fd: stopping[0], events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            ]
            for pair in pairs {
                // A number below zero is passed over.
                let client = pair.isFirst && isHolding ? -1 : pair.client
                polled.append(pollfd(fd: client, events: Int16(POLLIN), revents: 0))
                polled.append(pollfd(fd: pair.server, events: Int16(POLLIN), revents: 0))
            }
            polled.append(pollfd(fd: waking[0], events: Int16(POLLIN), revents: 0))
            guard poll(&polled, nfds_t(polled.count), -1) > 0 else { continue }
            if polled[0].revents != 0 { return }
            if polled[polled.count - 1].revents != 0 {
                var byte: UInt8 = 0
                _ = read(waking[0], &byte, 1)
            }
            var ended: Set<Int> = []
            for index in pairs.indices {
                for (offset, toServer) in [(2, true), (3, false)] where polled[2 * index + offset].revents != 0 {
                    guard !ended.contains(index), !pass(pairs[index], toServer: toServer, &block) else { continue }
                    ended.insert(index)
                    if pairs[index].isFirst, cut != nil { isDown = staysDown }
                }
            }
            for index in ended.sorted(by: >) {
                drop(pairs[index])
                pairs.remove(at: index)
            }
            if polled[1].revents != 0 {
                let client = accept(listener, nil, nil)
                let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
                guard !isDown, LineProxy.withAddress(upstream, { connect(server, $0, $1) }) == 0 else {
                    close(client)
                    close(server)
                    continue
                }
                pairs.append(Pair(client: client, server: server, isFirst: accepted == 0))
                accepted += 1
            }
        }
    }

    /// Hands on what one end says; false where the line ends here.
    private func pass(_ pair: Pair, toServer: Bool, _ block: inout [UInt8]) -> Bool {
        if toServer, pair.isFirst, mustWait() { return true }
        let (from, to) = toServer ? (pair.client, pair.server) : (pair.server, pair.client)
        var received = recv(from, &block, block.count, 0)
        guard received > 0 else { return false }
        var goesOn = true
        if pair.isFirst {
            if toServer { said.withLock { $0 += block[..<received] } }
            let before = count.withLock { count in
                defer { if toServer { count.toServer += received } else { count.toClient += received } }
                return toServer ? count.toServer : count.toClient
            }
            if let cut, cut.toServer == toServer, before + received >= cut.bytes {
                received = max(0, cut.bytes - before)
                goesOn = false
            }
        }
        var sent = 0
        while sent < received {
            let written = block[sent..<received].withUnsafeBytes {
                send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { return false }
            sent += written
        }
        return goesOn
    }

    /// Whether the next block of the first connection is the one to be held back.
    private func mustWait() -> Bool {
        let number = blocks.withLock { $0 }
        let waits = hold.withLock { hold in
            guard let place = hold, place.block == number, !place.isOver else { return false }
            hold?.isReached = true
            return true
        }
        if !waits { blocks.withLock { $0 += 1 } }
        return waits
    }

    private func drop(_ pair: Pair) {
        close(pair.client)
        close(pair.server)
    }

    private static func withAddress<R>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { space in
            for (index, byte) in path.utf8.prefix(space.count - 1).enumerated() { space[index] = byte }
        }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
