import AdaptModel
import Testing

@testable import AdaptService

@Suite("The faults of a file, told together")
struct FaultsTests {
    private func fault(_ message: String, line: Int?, column: Int? = nil, hint: String? = nil) -> Refusal {
        Refusal(.input, message, hint: hint, place: line.map { Refusal.Place(file: "f.csv", line: $0, column: column) })
    }

    private func told(_ faults: Faults) -> Refusal? {
        #expect(throws: Refusal.self) { try faults.throwIfAny(hint: "all of it") }
    }

    @Test("stand in the order of the file; what is of no row comes first")
    func order() {
        var faults = Faults()
        for fault in [
            fault("third", line: 4), fault("second", line: 3, column: 2, hint: "mend it"), fault("first", line: nil),
        ] {
            faults.add(fault)
        }
        let refusal = told(faults)
        #expect(
            refusal?.description == "first\n  f.csv:3:2: second (mend it)\n  f.csv:4: third\nhint: all of it")
        #expect(faults.total == 3)
        var beyond = Faults()
        for line in 0..<25 { beyond.add(fault("row", line: 30 - line)) }
        beyond.add(fault("file", line: nil, hint: "of none"))
        #expect(told(beyond)?.message == "file (of none)")
        #expect(told(beyond)?.details.last?.hasPrefix("... and 6 more; --rejects FILE") == true)
        #expect(Faults().summary() == nil)
    }

    @Test("of one name are told once, with the other lines that use it")
    func names() {
        var faults = Faults()
        for line in [2, 2, 4, 4, 7, 9, 12] { faults.add(name: fault("s/kr is not registered", line: line)) }
        #expect(faults.total == 1)
        #expect(told(faults)?.message == "s/kr is not registered (also in lines 4, 7, 9 and 1 more)")
    }

    @Test("are kept line by line where their rows are to be set aside, the same of a line once")
    func aside() {
        var faults = Faults(keepingAll: true)
        for line in [3, 3, nil, nil] { faults.add(fault("bad", line: line)) }
        faults.add(fault("worse", line: 3))
        faults.add(name: fault("bad", line: 5))
        let aside = #expect(throws: RowsAtFault.self) { try faults.throwIfAny() }
        #expect(aside?.byLine.mapValues { $0.map(\.message) } == [0: ["bad"], 3: ["bad", "worse"], 5: ["bad"]])
        #expect(faults.total == 4)
        #expect(faults.summary() == nil)
    }
}
