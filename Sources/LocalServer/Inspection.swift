import Glibc

extension LocalServer {
    /// Something about the private server that is not as it should be, and what to do about it.
    public struct Finding: Sendable {
        /// Whether it stands in the way, or will; else it is only good to know.
        public let isFault: Bool
        /// One sentence.
        public let message: String
        /// A command.
        public let fix: String
    }

    /// Looks for what is wrong with the server's files and programs; changes nothing and starts nothing.
    public func inspect() async -> [Finding] {
        var found: [Finding] = []
        func note(_ error: any Error) {
            let known = error as? LocalServerError
            found.append(
                Finding(
                    isFault: true, message: known?.message ?? "\(error)", fix: known?.hint ?? "ls -la '\(layout.home)'")
            )
        }
        do { try requireReadable() } catch {
            note(error)
            return found
        }
        do { _ = try Account.ofServer(configuration) } catch { note(error) }
        do { _ = try await Binaries.find(configuration, layout) } catch { note(error) }
        let status = await status()
        if case .foreign(let what) = status, !found.contains(where: { what.hasPrefix($0.message) }) {
            note(Self.foreign(what, layout))
        }
        if case .failing(let what, let fix) = status { found.append(Finding(isFault: true, message: what, fix: fix)) }
        found += directories() + disk()
        switch status {
        case .running, .failing: return found
        case .absent, .stopped, .starting, .foreign: return found + remains()
        }
    }

    private func directories() -> [Finding] {
        [layout.home, layout.data, layout.log, layout.socketDirectory].flatMap { path -> [Finding] in
            guard let status = Files.status(path) else { return [] }
            var found: [Finding] = []
            if status.st_mode & S_IFMT != S_IFDIR {
                return [
                    Finding(
                        isFault: true, message: "path \"\(path)\" is no directory", fix: "mv '\(path)' '\(path).old'")
                ]
            }
            if status.st_mode & 0o077 != 0 {
                found.append(
                    Finding(
                        isFault: true, message: "directory \"\(path)\" is open to others", fix: "chmod 0700 '\(path)'"))
            }
            if let account = try? Account.ofServer(configuration), status.st_uid != account.uid {
                let owner = Account.identified(status.st_uid)?.name ?? "uid \(status.st_uid)"
                // A server that lives there is somebody's: its files are not to be taken from under it.
                let isServed = geteuid() != 0 || ProcessTable.postmaster(of: layout.data) != nil
                found.append(
                    Finding(
                        isFault: true,
                        message: "directory \"\(path)\" belongs to \"\(owner)\", not to \"\(account.name)\"",
                        fix: isServed
                            ? "set ADAPT_HOME to a directory of your own, or run adapt as \"\(owner)\""
                            : "chown \(account.name): '\(path)'"))
            }
            return found
        }
    }

    private func disk() -> [Finding] {
        guard Files.exists(layout.versionFile) else { return [] }
        var disk = statvfs()
        let free = statvfs(layout.home, &disk) == 0 ? UInt64(disk.f_bavail) * UInt64(disk.f_frsize) : nil
        return room(free, hasReserve: Files.exists(layout.reserve) || !configuration.durable)
    }

    /// What is to be said of `free` bytes (nil: not known).
    func room(_ free: UInt64?, hasReserve: Bool) -> [Finding] {
        if let free, free < Reserve.spare {
            // A server that is stopped now may not come up again: nothing is advised that stops it.
            return [
                Finding(
                    isFault: true,
                    message:
                        "disk of \"\(layout.home)\" is nearly full: \(free >> 20) MB are free, \(Reserve.spare >> 20) are needed",
                    fix: "make room, and leave the server running until then: df -h '\(layout.home)'")
            ]
        }
        guard !hasReserve else { return [] }
        return [
            Finding(
                isFault: false, message: "reserve for a full disk is missing: \"\(layout.reserve)\"",
                fix: "adapt db stop; adapt db start")
        ]
    }

    /// What a crash left; a start takes care of it.
    private func remains() -> [Finding] {
        var found: [Finding] = []
        if Files.exists(layout.unfinished) {
            found.append(
                Finding(
                    isFault: false, message: "half-made database \"\(layout.unfinished)\" was left by a killed start",
                    fix: "adapt db start"))
        }
        if Files.exists(layout.pidFile), ProcessTable.servers(of: layout.data).isEmpty {
            found.append(
                Finding(
                    isFault: false, message: "file \"\(layout.pidFile)\" names no server that lives: it was killed",
                    fix: "adapt db start"))
        }
        return found
    }
}
