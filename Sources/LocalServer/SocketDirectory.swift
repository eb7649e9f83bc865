import Glibc

/// Where the socket goes. A socket address holds 107 bytes, `/.s.PGSQL.5432` included, so a home with
/// a long path keeps its socket elsewhere: a private directory named for a hash of the home.
enum SocketDirectory {
    /// Longest directory that server and client both accept.
    static let longest = 93

    /// The directory for `home`. Depends on nothing but the home and the server's user: a value from the
    /// environment (XDG_RUNTIME_DIR) would differ between a terminal and a scheduled job, and that
    /// directory goes away at logout while the server stays.
    static func path(home: String, serverUser: String) -> String {
        let direct = home + "/run"
        // libpq reads a comma as the end of a host, however it is written.
        if direct.utf8.count <= longest, !direct.utf8.contains(UInt8(ascii: ",")) { return direct }
        let uid = geteuid() == 0 ? Account.named(serverUser)?.uid ?? 0 : geteuid()
        return "/tmp/adapt-\(uid)-" + hash(Files.canonical(home))
    }

    /// Makes the directory, private to `account`. Under /tmp anyone may have put something in its
    /// place, so an existing one must be a real directory (no link) of that account.
    static func prepare(_ layout: Layout, account: Account) throws {
        try Files.makePrivateDirectory(layout.socketDirectory, account: account)
    }

    /// FNV-1a, 64 bits. Not a defence: owner and mode are; a collision shows as a foreign server.
    private static func hash(_ text: String) -> String {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
