import AdaptModel
import AdaptService
import Glibc

/// What can be wrong before any database is asked.
enum EnvironmentFindings {
    /// Everything looked at.
    static func all(_ streams: Streams) -> [Finding] {
        [characters(streams), passwordFile(streams), urls(streams)] + libraries
    }

    private static func characters(_ streams: Streams) -> Finding {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let set = names.compactMap { streams.environment[$0] }.first { !$0.isEmpty } ?? ""
        let folded = set.lowercased()
        guard !folded.hasSuffix("utf-8"), !folded.hasSuffix("utf8") else { return Finding("locale", .ok, set) }
        return Finding(
            "locale", .note,
            set.isEmpty ? "no locale is set: other programs may not read names in UTF-8" : "locale \(set) is not UTF-8",
            fix: "export LANG=C.UTF-8")
    }

    /// libpq passes over a password file that others may read, and then says that the password is wrong.
    private static func passwordFile(_ streams: Streams) -> Finding {
        let home = streams.environment["HOME"].map { $0 + "/.pgpass" }
        guard let path = streams.environment["PGPASSFILE"] ?? home else { return Finding("password file", .ok, "none") }
        var status = stat()
        guard stat(path, &status) == 0 else { return Finding("password file", .ok, "none") }
        guard status.st_mode & 0o077 != 0 else { return Finding("password file", .ok, path) }
        return Finding(
            "password file", .fault, "file \"\(path)\" is open to others, so libpq does not use it",
            fix: "chmod 0600 '\(path)'")
    }

    private static func urls(_ streams: Streams) -> Finding {
        let (ours, others) = (streams.environment["ADAPT_DATABASE_URL"], streams.environment["DATABASE_URL"])
        guard let ours, !ours.isEmpty, let others, !others.isEmpty, ours != others else {
            return Finding("variables", .ok, "name one database")
        }
        return Finding(
            "variables", .note, "ADAPT_DATABASE_URL and DATABASE_URL name different databases: the first is used",
            fix: "unset the one that is not meant")
    }

    /// Libraries that are loaded when they are needed, and the Debian package of each.
    private static let wanted = [
        (["libpq.so.5"], "libpq5"), (["libcrypto.so.3", "libcrypto.so.1.1"], "libssl3"),
        (["libexpat.so.1"], "libexpat1"),
        (["libzip.so.4"], "libzip4"), (["libxlsxwriter.so.4"], "libxlsxwriter4"),
    ]

    private static var libraries: [Finding] {
        wanted.map { names, package in
            for name in names {
                guard let library = dlopen(name, RTLD_LAZY) else { continue }
                dlclose(library)
                return Finding("library", .ok, name)
            }
            return Finding("library", .fault, "library \(names[0]) is missing", fix: "apt-get install \(package)")
        }
    }
}
