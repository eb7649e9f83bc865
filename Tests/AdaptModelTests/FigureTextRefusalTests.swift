import AdaptModel
import Testing

@Suite struct FigureTextRefusalTests {
    @Test(
        "what can be read in two ways is refused with a way to write it",
        arguments: [
            ("1.234", "write 1234 for thousands; counts have no decimals"),
            ("over 15.000", "write 15000 for thousands; counts have no decimals"),
            ("10-50K", "write the unit at both ends, as in 10K-50K"),
            ("10–50万", "write the unit at both ends, as in 10K-50K"),
            ("1,234M", "write all its digits"), ("12,345K", "write all its digits"),
            ("1.234M", "write all its digits"), ("1.500k", "write all its digits"),
            ("ca. 1,234K", "write all its digits"), ("1,234K-2,345K", "write all its digits"),
        ])
    func twoWays(text: String, hint: String) {
        expect("figure \"\(text)\" can be read in two ways", of: text, hint: hint)
    }

    @Test(
        "in a unit, both readings settle when it is said which is meant",
        arguments: [
            ("1,234M", 1_234_000_000, 1_234_000), ("1.500k", 1500, 1_500_000), ("about 12,345K", 12_345_000, 12_345),
        ])
    func settled(text: String, us: Int, eu: Int) throws {
        #expect(try FigureText.parse(text, as: NumberReading(.us))?.low == us)
        #expect(try FigureText.parse(text, as: NumberReading(.eu))?.low == eu)
        var reading = NumberReading()
        reading.wayToSay = "--numbers us or --numbers eu"
        let refused = #expect(throws: Refusal.self) { _ = try FigureText.parse(text, as: reading) }
        #expect(refused?.hint == "say --numbers us where 1.5 is one and a half, --numbers eu where 1,5 is")
    }

    @Test("a number with a unit of its own is refused where all are in a unit")
    func ownUnit() {
        let refused = #expect(throws: Refusal.self) {
            _ = try FigureText.parse("1.18M", as: NumberReading(unit: 1000))
        }
        #expect(refused?.message == "figure \"1.18M\" has a unit of its own")
        #expect(refused?.hint == "import it apart, without --unit")
    }

    @Test(
        "where a comma before decimals makes a number of it, how to say so is told",
        arguments: [
            ("1,50M", "where a comma stands before decimals: --numbers eu"),
            (
                "1,5",
                "where a comma stands before decimals: --numbers eu, and --unit for what it counts, as --unit million"
            ),
            ("1,2,3", "write it as 1180000, 1.18M, >70M, 70M+, ~15,000, 10K-50K or ≤100"),
        ])
    func decimals(text: String, hint: String) {
        var reading = NumberReading()
        reading.wayToSay = "--numbers us or --numbers eu"
        let refused = #expect(throws: Refusal.self) { _ = try FigureText.parse(text, as: reading) }
        #expect(refused?.message == "figure \"\(text)\" is not a number")
        #expect(refused?.hint == hint)
    }

    @Test("a number from which a spreadsheet has cut digits is refused", arguments: ["4.25E+08", "4.25e+08", "1E+6"])
    func cutDigits(text: String) {
        expect(
            "figure \"\(text)\" is not a number", of: text,
            hint: "a spreadsheet has cut its digits: export the column as plain numbers")
    }

    @Test("a figure below 0 is refused", arguments: ["-5", "−5", "-1.18M"])
    func negative(text: String) {
        expect(
            "figure \"\(text)\" is below 0", of: text,
            hint: "where it corrects an earlier one, write the whole figure as it is now")
    }

    @Test(
        "decimals finer than one are refused", arguments: ["1.2345K", "0.5", "12.50", "1.00001万", "0.0001K", "1,234.5"])
    func notWhole(text: String) {
        expect(
            "figure \"\(text)\" is not a whole number", of: text,
            hint: "counts are whole, and money is in the smallest unit of its currency: 10.50 as 1050")
    }

    @Test(
        "what passes 64 bits is refused",
        arguments: [
            "9223372036854775807", "9223372036854775808", "99999999999999999999999", "9223372037B",
            "9223372036.9B", "92233720369亿", "over 9223372036854775807", "0-9223372036854775808",
        ])
    func overflow(text: String) {
        expect("figure \"\(text)\" is beyond what can be counted", of: text)
    }

    @Test("a range whose ends are not in order is refused", arguments: ["50K-10K", "10-10", "10K-50", "5M–1M"])
    func wrongWayRound(text: String) {
        expect(
            "figure \"\(text)\" is a range whose ends are not in order", of: text,
            hint: "write the lower end first, as in 10K-50K")
    }

    @Test(
        "everything else is refused with the ways to write a figure",
        arguments: [
            "M", "K+", "万", ">", "over", "estimated", "+", "1,23", "12,34,567", "1234,567", ",123", "1,,234", "1,",
            "1.", ".5M", "1..5M", "1.2.3", "1 000", "1 180 000", "１２３", "١٢٣", "１.18M", "+70", "over 70M+", "70MM",
            "70%", "$70", "seventy", "overlord 7", "1.18M views", "2026-01-05", "0x10", "1_000", "½", "4.25E-08",
            "10K-50K-90K", "10K-x",
        ])
    func notANumber(text: String) {
        expect(
            "figure \"\(text)\" is not a number", of: text,
            hint: "write it as 1180000, 1.18M, >70M, 70M+, ~15,000, 10K-50K or ≤100")
    }

    private func expect(
        _ message: String, of text: String, hint: String? = nil, at location: SourceLocation = #_sourceLocation
    ) {
        let refusal = #expect(throws: Refusal.self, sourceLocation: location) { _ = try FigureText.parse(text) }
        #expect(refusal?.kind == .input, sourceLocation: location)
        #expect(refusal?.message == message, sourceLocation: location)
        #expect(refusal?.hint == hint, sourceLocation: location)
        #expect(refusal?.place == nil, sourceLocation: location)
    }
}
