import Glibc

/// The operating system user that owns the files and runs the server.
struct Account: Sendable {
    let name: String
    let uid: uid_t
    let gid: gid_t

    /// The account to use: `serverUser` when we are root (PostgreSQL refuses to run as root), else ourselves.
    static func ofServer(_ configuration: LocalServer.Configuration) throws -> Account {
        let caller = geteuid()
        if caller == 0 {
            guard let account = named(configuration.serverUser) else {
                throw LocalServerError(
                    .notPermitted,
                    "user \"\(configuration.serverUser)\" does not exist, and PostgreSQL does not run as root",
                    hint: "apt-get install postgresql-15")
            }
            guard account.uid != 0 else {
                throw LocalServerError(
                    .notPermitted,
                    "user \"\(configuration.serverUser)\" is uid 0, and PostgreSQL refuses to run as root")
            }
            return account
        }
        // initdb and peer authentication both look the name up: there is no way round a missing entry.
        guard let account = identified(caller) else {
            throw LocalServerError(
                .notPermitted, "uid \(caller) has no entry in /etc/passwd, which PostgreSQL needs",
                hint: "echo 'adapt:x:\(caller):\(getegid())::/tmp:/bin/sh' >> /etc/passwd")
        }
        return account
    }

    /// The account of that name, or nil where there is none.
    static func named(_ name: String) -> Account? {
        lookUp { entry, buffer, result in
            getpwnam_r(name, entry, buffer, Account.longestEntry, result)
        }
    }

    static func identified(_ uid: uid_t) -> Account? {
        lookUp { entry, buffer, result in
            getpwuid_r(uid, entry, buffer, Account.longestEntry, result)
        }
    }

    /// Bytes for a line of /etc/passwd.
    private static let longestEntry = 16_384

    /// The reentrant calls only: tests and commands look accounts up from several threads.
    private static func lookUp(
        _ call: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) -> Account? {
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: longestEntry) { buffer in
            guard let space = buffer.baseAddress, call(&entry, space, &result) == 0, result != nil,
                let name = entry.pw_name
            else { return nil }
            return Account(name: String(cString: name), uid: entry.pw_uid, gid: entry.pw_gid)
        }
    }
}
