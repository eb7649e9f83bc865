import FoundationEssentials
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptService

/// Random files of separated values, read by three readers that know nothing of each other.
///
/// Where ours takes a file, it takes the rows that Python's csv (strict) takes, and those that COPY takes. What ours
/// refuses, and why the others need not: a quote inside a plain field, which Python keeps and COPY opens a quoted part
/// with. Ours passes over lines with nothing in them; Python gives no field for them, or one empty one.
@Suite("The CSV reader against others")
struct CSVDifferenceTests {
    private static let python = """
        import sys, csv, json, io
        for line in sys.stdin:
            text = bytes.fromhex(line.strip()).decode('utf-8')
            try:
                rows = [r for r in csv.reader(io.StringIO(text, newline=''), strict=True) if r not in ([], [''])]
                print(json.dumps(rows))
            except csv.Error:
                print('null')

        """

    @Test("gives the rows that Python's csv and COPY give, or refuses what is ambiguous")
    func same() async throws {
        let count = Figures.soaks ? 100_000 : 2_000
        var random = Random(seeded: Seeded(for: "csv against others"))
        let seed = random.seeded.seed
        let files = (0..<count).map { _ in random.file() }
        let theirs = try await TemporaryDirectory.with { directory in try await Self.byPython(files, directory) }
        #expect(theirs.count == count)
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            var (equal, refused, stricter, copied) = (0, 0, 0, 0)
            for (file, other) in zip(files, theirs) {
                let shown = "seed \(seed): \(String(decoding: file, as: UTF8.self).debugDescription)"
                guard let ours = Self.rows(of: file) else {
                    if other == nil { refused += 1 } else { stricter += 1 }
                    // Only a quote where none may be makes ours stricter.
                    #expect(other == nil || file.contains(0x22), "\(shown)")
                    continue
                }
                #expect(ours == other, "\(shown)")
                equal += 1
                guard Self.isForCopy(file, ours) else { continue }
                #expect(try await Self.byCopy(file, ours[0].count, connection) == ours, "\(shown)")
                copied += 1
            }
            await connection.close()
            #expect(equal > count / 5 && copied > count / 50 && refused > count / 50)
            Figures.note(
                "T30", "CSV reader against Python and COPY",
                "\(count) files: \(equal) equal (\(copied) also to COPY), \(refused) refused by both, \(stricter) by ours alone, for a quote"
            )
        }
    }

    @Test("gives the same rows in pieces of any size, and keys that are the same only for the same texts")
    func pieces() throws {
        var random = Random(seeded: Seeded(for: "csv in pieces"))
        let seed = random.seeded.seed
        var texts: [[UInt8]: [String]] = [:]
        for _ in 0..<1_000 {
            let file = random.file()
            let shown = "seed \(seed): \(String(decoding: file, as: UTF8.self).debugDescription)"
            let size = 1 + random.next(9)
            #expect(Self.rows(of: file) == Self.rows(of: Pieces(file, size)), "\(shown), pieces of \(size)")
            var reader = CSVReader(try ByteSource(name: "f.csv", bytes: file), start: [], delimiter: 0x2C)
            while (try? reader.next()) == true {
                let fields = (0..<reader.count).filter { _ in random.next(4) > 0 }
                var key: [UInt8] = [UInt8(fields.count)]
                #expect(reader.append(fields, to: &key))
                let said = try fields.map { try reader.text($0) }
                #expect(texts[key, default: said] == said, "\(shown)")
                texts[key] = said
            }
        }
    }

    /// A file that comes in pieces.
    private final class Pieces: ByteStream, @unchecked Sendable {
        let name = "f.csv", encodingHint = ""
        private var rest: ArraySlice<UInt8>
        private let size: Int

        init(_ file: [UInt8], _ size: Int) { (rest, self.size) = (file[...], size) }

        func next() -> [UInt8]? {
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
    }

    private static func rows(of file: [UInt8]) -> [[String]]? {
        do { return rows(of: try ByteSource(name: "f.csv", bytes: file)) } catch { return nil }
    }

    private static func rows(of source: any ByteStream) -> [[String]]? {
        do {
            var reader = CSVReader(source, start: [], delimiter: 0x2C)
            var rows: [[String]] = []
            while try reader.next() { rows.append(try (0..<reader.count).map { try reader.text($0) }) }
            return rows
        } catch {
            return nil
        }
    }

    private static func byPython(
        _ files: [[UInt8]], _ directory: TemporaryDirectory
    ) async throws -> [[[String]]?] {
        let digits = Array("0123456789abcdef".utf8)
        var lines: [UInt8] = []
        for file in files {
            for byte in file { lines += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
            lines.append(0x0A)
        }
        let (input, script) = (try directory.write(lines, to: "input"), try directory.write(python, to: "read.py"))
        let ended = await ending(of: "python3 '\(script)' < '\(input)' > '\(directory.path)/output'")
        try #require(ended == 0, "python3 is needed: make setup")
        let output = try #require(directory.read("output"))
        return try output.split(separator: "\n").map { line in
            line == "null" ? nil : try JSONDecoder().decode([[String]].self, from: Data(line.utf8))
        }
    }

    /// COPY wants as many fields in each row, one kind of line end, and no line with nothing in it.
    private static func isForCopy(_ file: [UInt8], _ rows: [[String]]) -> Bool {
        guard let first = rows.first, first.count > 1, rows.allSatisfy({ $0.count == first.count }) else {
            return false
        }
        // A line of one empty quoted field is a row for COPY, and none for ours.
        let lines = file.split(separator: 0x0A, omittingEmptySubsequences: false)
        return !lines.contains { $0.elementsEqual([0x22, 0x22]) } && !file.contains(0x0D) && !file.starts(with: [0x0A])
            && !(zip(file, file.dropFirst()).contains { $0 == (0x0A, 0x0A) })
    }

    private static func byCopy(_ file: [UInt8], _ columns: Int, _ connection: Connection) async throws -> [[String]] {
        let names = (0..<columns).map { "c\($0)" }
        try await connection.run(
            "drop table if exists pg_temp.f; create temporary table f (n bigint generated always as identity, "
                + names.map { "\($0) text" }.joined(separator: ", ") + ")")
        _ = try await connection.copyIn(
            "copy f (\(names.joined(separator: ", "))) from stdin (format csv, null '<none>')"
        ) { sink in
            try await sink.write(file)
        }
        let statement = "select " + names.joined(separator: ", ") + " from f order by n"
        return try await connection.query(SQL(statement))
            .map { row in try (0..<columns).map { try row.get($0, as: String.self) } }
    }
}

extension CSVDifferenceTests {
    /// Files of a few fields, rich in what readers stumble over.
    private struct Random {
        var seeded: Seeded

        mutating func next(_ bound: Int) -> Int { seeded.pick(below: bound) }

        mutating func file() -> [UInt8] {
            let columns = next(4) == 0 ? 1 : 2 + next(3)
            let end = [Array("\n".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("\r".utf8)][next(4)]
            var bytes: [UInt8] = []
            for _ in 0..<(1 + next(5)) {
                for column in 0..<(next(12) == 0 ? columns + 1 : columns) {
                    if column > 0 { bytes.append(0x2C) }
                    bytes += field()
                }
                bytes += end
            }
            if next(3) == 0 { bytes.removeLast(min(bytes.count, end.count)) }
            return bytes
        }

        private mutating func field() -> [UInt8] {
            let letters = ["a", "b", " ", "é", "중", "1", ".", "-", "=", "\t", "\\", "'"]
            var text = ""
            for _ in 0..<next(4) { text += letters[next(letters.count)] }
            switch next(10) {
            case 0...4: return Array(text.utf8)
            case 5...8:
                let inside = ["\"\"", ",", "\n", "\r\n", "", ""][next(6)]
                return Array(("\"" + text + inside + "\"").utf8)
            default:
                // What nobody should write.
                return Array((["\"", "\"\"\"", text + "\"", "\"" + text + "\"x", "\"\""][next(5)]).utf8)
            }
        }
    }
}
