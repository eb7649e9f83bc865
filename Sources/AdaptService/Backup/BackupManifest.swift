import AdaptModel

/// What stands beside a backup: what it holds, and how to tell that it is whole.
///
/// Lines of fields separated by tabs, the last one the checksum of all before it.
public struct BackupManifest: Sendable, Equatable {
    /// A report as it was when the backup was taken.
    public struct Report: Sendable, Equatable {
        /// Which report, in words that the program can make it from again.
        public let name: String
        /// SHA-256 of its bytes.
        public let sha256: String

        /// A report and its checksum.
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }

    /// When it was taken, UTC, to the millionth of a second: of several the last one can be told.
    public var takenAt: String
    /// Random identity of the catalogue.
    public var catalogue: String
    /// The last operation in it; 0: none.
    public var operation: Int
    /// Number of the last migration.
    public var schemaVersion: Int
    /// Of the migrations, views and functions that it was taken with.
    public var fingerprint: String
    /// The server's version, as it says it, and its major number.
    public var serverVersion: String, serverMajor: Int
    /// The program's version.
    public var program: String
    /// Size of the file.
    public var bytes = 0
    /// SHA-256 of the file.
    public var sha256 = ""
    /// Digests of the tables.
    public var tables: [TableDigest] = []
    /// Where the sequences stood, at least.
    public var sequences: [String: Int] = [:]
    /// Reports as they were.
    public var reports: [Report] = []

    /// When it was taken, for people: to the second.
    public var taken: String { takenAt.count > 20 ? takenAt.prefix(19) + "Z" : takenAt }

    /// Rows of all tables.
    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    /// Name of the manifest of a backup.
    public static func path(of file: String) -> String { file + ".manifest" }
}

extension BackupManifest {
    private static let title = "adapt backup"

    /// The manifest as written.
    public func text() throws -> String {
        var lines = [
            [Self.title, "1"], ["taken", takenAt], ["catalogue", catalogue], ["operation", String(operation)],
            ["schema", String(schemaVersion), fingerprint], ["server", serverVersion, String(serverMajor)],
            ["program", program], ["file", String(bytes), sha256],
        ]
        lines += tables.map { ["table", $0.table, String($0.rows), $0.hash] }
        lines += sequences.sorted { $0.key < $1.key }.map { ["sequence", $0.key, String($0.value)] }
        lines += reports.map { ["report", $0.name, $0.sha256] }
        let body = lines.map { $0.joined(separator: "\t") + "\n" }.joined()
        return body + "end\t\(try ContentHash.of(body))\n"
    }

    /// Reads a manifest. Throws a `Refusal` (input) where a byte of it is not as it was written.
    public init(parsing text: String, name: String) throws {
        let damaged = Refusal(
            .input, "manifest \"\(name)\" is damaged, so its backup cannot be trusted",
            hint: "use another backup; adapt db drill FILE tries one")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines.last == "" else { throw damaged }
        let body = lines.dropLast(2).map { $0 + "\n" }.joined()
        guard lines[lines.count - 2] == "end\t\(try ContentHash.of(body))" else { throw damaged }
        var one: [Substring: [String]] = [:]
        var (tables, sequences, reports): ([TableDigest], [String: Int], [Report]) = ([], [:], [])
        for line in lines.dropLast(2) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            switch (fields[0], fields.count) {
            case ("table", 4):
                guard let rows = Int(fields[2]), (0...1 << 40).contains(rows) else { throw damaged }
                tables.append(TableDigest(table: fields[1], rows: rows, hash: fields[3]))
            case ("sequence", 3): sequences[fields[1]] = Int(fields[2])
            case ("report", 3): reports.append(Report(name: fields[1], sha256: fields[2]))
            default: one[fields[0][...]] = Array(fields.dropFirst()) + ["", ""]
            }
        }
        guard one[Self.title[...]]?[0] == "1" else {
            throw Refusal(
                .input, "manifest \"\(name)\" is not one that this program can read",
                hint: "use the adapt that wrote it, or a later one")
        }
        guard let taken = one["taken"], let catalogue = one["catalogue"],
            let operation = one["operation"].flatMap({ Int($0[0]) }),
            let schema = one["schema"], let version = Int(schema[0]), let server = one["server"],
            let major = Int(server[1]), let program = one["program"], let file = one["file"], let bytes = Int(file[0]),
            Self.isPlain(text), server[0].wholeMatch(of: #/\d[ -~]{0,99}/#) != nil,
            taken[0].wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z/#) != nil
        else { throw damaged }
        self.init(
            takenAt: taken[0], catalogue: catalogue[0], operation: operation, schemaVersion: version,
            fingerprint: schema[1], serverVersion: server[0], serverMajor: major, program: program[0], bytes: bytes,
            sha256: file[1], tables: tables, sequences: sequences, reports: reports)
    }

    /// Whether nothing in a text moves what is printed, or hides there.
    private static func isPlain(_ text: String) -> Bool {
        let hidden: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator, .paragraphSeparator]
        return text.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || !hidden.contains($0.properties.generalCategory)
        }
    }
}
