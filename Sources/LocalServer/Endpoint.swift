/// Where a client finds the server: everything that libpq needs but the database.
public struct Endpoint: Sendable, Equatable {
    /// Absolute directory of the Unix socket.
    public let socketDirectory: String
    /// Number in the socket's file name; nothing listens on TCP.
    public let port: Int
    /// The database role to connect as.
    public let user: String
    /// The operating system user that the server runs as.
    public let runsAs: String

    /// A URI of `database` that libpq and `psql` accept as it is.
    ///
    /// A server that another user runs on the socket is refused before anything is told it: the kernel says who that
    /// is. The other parameters keep libpq's own variables, which are set for other servers, from leading elsewhere.
    public func url(database: String) -> String {
        shortURL(database: database)
            + "?requirepeer=\(Self.percentEncoded(runsAs))&hostaddr=&target_session_attrs=any&gssencmode=disable"
            + "&sslmode=disable&channel_binding=disable"
    }

    /// The same for people: enough where none of those variables is set, and nothing in it that a shell would take.
    public func shortURL(database: String) -> String {
        let host = Self.percentEncoded(socketDirectory)
        return "postgresql://\(Self.percentEncoded(user))@\(host):\(port)/\(Self.percentEncoded(database))"
    }

    /// The socket file itself.
    var socket: String { "\(socketDirectory)/.s.PGSQL.\(port)" }

    /// RFC 3986: everything but unreserved characters, byte by byte; the slash too, as this is a host.
    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.utf8.count == 1 ? "0" + digits : digits)
            }
        }
        return encoded
    }
}
