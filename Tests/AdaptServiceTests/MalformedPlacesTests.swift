import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("A malformed file of figures, wherever its faults are")
struct MalformedPlacesTests {
    /// A fault: the column that it is put into, what stands there, and what is said of it.
    struct Kind: Sendable {
        let column: Int
        let text: String
        let message: String
        /// After it nobody knows where the next row starts.
        let breaks: Bool

        init(_ column: Int, _ text: String, _ message: String, breaks: Bool = false) {
            (self.column, self.text, self.message, self.breaks) = (column, text, message, breaks)
        }
    }

    static let header = "edition,metric,source,from,until,value,published,days,creative,currency,market\n"

    static let kinds: [Kind] = [
        Kind(1, "", "edition is empty"), Kind(1, "s/fr", "edition \"s/fr\" is not registered"),
        Kind(1, "s/kr + s/kr", "joint figure \"s/kr + s/kr\" is not of different editions"),
        Kind(1, "s/kr + t/jp", "joint figure \"s/kr + t/jp\" is not of different editions"),
        Kind(2, "", "metric is empty"), Kind(2, "veiws", "metric \"veiws\" is not known"),
        Kind(3, "", "source is empty"), Kind(3, "srk", "source \"srk\" is not known"),
        Kind(3, "s\"rc", "quote inside a field that does not start with one", breaks: true),
        Kind(4, "", "from is empty, though the other end is there"),
        Kind(4, "2026-02-30", "from \"2026-02-30\" is not a day"),
        Kind(4, "05/01/2026", "from \"05/01/2026\" is not a day"),
        Kind(5, "", "until is empty, though the other end is there"),
        Kind(5, "2025-12-31", "window ends on 2025-12-31, before it starts on"),
        Kind(5, "soon", "until \"soon\" is not a day"),
        Kind(6, "many", "figure \"many\" is not a number"), Kind(6, "-5", "figure \"-5\" is below 0"),
        Kind(6, "1.234", "figure \"1.234\" can be read in two ways"),
        Kind(6, "4.25E+08", "figure \"4.25E+08\" is not a number"),
        Kind(6, "50K-10K", "figure \"50K-10K\" is a range whose ends are not in order"),
        Kind(6, "10-50K", "figure \"10-50K\" can be read in two ways"),
        Kind(6, "1.5", "figure \"1.5\" is not a whole number"),
        Kind(6, "99999999999999999999", "figure \"99999999999999999999\" is beyond what can be counted"),
        Kind(6, "#REF!", "cell holds the error #REF!"),
        Kind(7, "2030-01-01", "published 2030-01-01 is after today"),
        Kind(7, "never", "published \"never\" is not a day"),
        Kind(9, "ad", "creative \"s/kr ad\" is not registered"),
        Kind(10, "euro", "currency \"euro\" is not an ISO 4217 code"),
        Kind(11, "mars", "market \"mars\" is not known"), Kind(6, "\"1\"2", "text after a closing quote", breaks: true),
    ]

    private static func file(_ kind: Kind, at places: [Int]) -> String {
        (0..<10).reduce(into: header) { text, place in
            let day = 5 + place
            let two = (day < 10 ? "0" : "") + String(day)
            var row = ["s/kr", "views", "src", "2026-01-\(two)", "2026-01-\(two)", "1", "2026-02-01", "", "", "", ""]
            if places.contains(place) { row[kind.column - 1] = kind.text }
            text += row.joined(separator: ",") + "\n"
        }
    }

    @Test("30 kinds of faults in 10 places each are refused where they are, all at once, and change nothing")
    func everywhere() async throws {
        #expect(Self.kinds.count == 30)
        try await Stage.with { workspace async throws in
            let before = try await workspace.counts()
            for kind in Self.kinds {
                for place in 0..<10 {
                    let other = (place + 5) % 10
                    let lines = kind.breaks ? [place + 2] : [place + 2, other + 2].sorted()
                    let refused = try await refusal {
                        try await workspace.load(Self.file(kind, at: lines.map { $0 - 2 }))
                    }
                    #expect(refused.kind == .input)
                    #expect(refused.place?.text == "reach.csv:\(lines[0]):\(kind.column)", "\(refused)")
                    #expect(refused.message.hasPrefix(kind.message), "\(refused)")
                    guard lines.count > 1 else { continue }
                    // A name that is not known is told once, at the first row that uses it, with where it is used again.
                    if refused.message.hasSuffix(" (also in line \(lines[1]))") { continue }
                    #expect(refused.details.count == 1, "\(refused)")
                    #expect(
                        refused.details.first?.hasPrefix("reach.csv:\(lines[1]):\(kind.column): ") == true, "\(refused)"
                    )
                }
            }
            #expect(try await workspace.counts() == before)
            Figures.note("T26", "malformed CSV", "\(Self.kinds.count * 10) refused at their places, nothing changed")
        }
    }
}
