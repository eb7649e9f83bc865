/// Reads figures as people write them: `1180000`, `1,180,000`, `1.18M`, `>70M`, `over 70M`, `70M+`, `~15,000`,
/// `estimated 1.18M`, `10K-50K`, `≤100`, `16.9万`.
///
/// A comma parts thousands, a full stop decimals, unless told otherwise. What can be read in two ways (`1.234`,
/// `1,234M`) or has lost digits on its way (`4.25E+08`) is refused, never guessed.
public enum FigureText {
    /// The figure written in `text` by somebody with such habits, or nil where it says that there is none.
    ///
    /// Of a number in a unit (12.34 million, 1.234M) both readings are tried where nobody says which: it is refused where
    /// both fit and differ. Throws a `Refusal` (input) without a place.
    public static func parse(_ text: String, as reading: NumberReading) throws -> Figure? {
        if let plain = plain(text) { return Figure(.equal, try multiplied(plain, by: reading.unit, text)) }
        switch reading.style {
        case .us?: return try parse(text, text, reading)
        case .eu?: return try parse(swapped(text), text, reading)
        case nil:
            let us = Result { try parse(text, text, reading) }
            let eu = Result { try hasUnit(text, reading) ? parse(swapped(text), text, reading) : us.get() }
            switch (us, eu) {
            case (.success(let us), .success(let eu)) where us != eu:
                throw Refusal(
                    .input, "figure \"\(text)\" can be read in two ways",
                    hint: reading.unit == 1 && reading.wayToSay == nil
                        ? "write all its digits"
                        : "say --numbers us where 1.5 is one and a half, --numbers eu where 1,5 is")
            case (.failure, .success(let eu)) where reading.unit != 1: return eu
            case (.failure(let refusal as Refusal), _) where reading.unit == 1:
                throw FigureText.hinting(refusal, at: text, reading)
            case _: return try us.get()
            }
        }
    }

    /// Whether a number is one of thousands, millions and the like, which have decimals, by its own words or those of
    /// all. Of others a comma can only part thousands.
    private static func hasUnit(_ text: String, _ reading: NumberReading) -> Bool {
        reading.unit != 1
            || !text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
            }
    }

    /// With the way to say that a comma stands before decimals, where that makes a number of what is none: `1,5`.
    private static func hinting(_ refusal: Refusal, at text: String, _ reading: NumberReading) -> Refusal {
        guard reading.wayToSay != nil, text.contains(","), refusal.message.hasSuffix("is not a number") else {
            return refusal
        }
        var way = "where a comma stands before decimals: --numbers eu"
        do {
            _ = try parse(swapped(text), text, NumberReading(.eu))
        } catch let other as Refusal where other.message.hasSuffix("is not a whole number") {
            way += ", and --unit for what it counts, as --unit million"
        } catch {
            return refusal
        }
        return Refusal(refusal.kind, refusal.message, hint: way, place: refusal.place)
    }

    /// A number of digits alone, which most are.
    private static func plain(_ text: String) -> Int? {
        guard (1...18).contains(text.utf8.count) else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// With what stands behind digits the other way round; the point of `ca.` stays.
    private static func swapped(_ text: String) -> String {
        var previous: Character = " "
        return String(
            text.map { character in
                defer { previous = character }
                guard isDigit(previous) else { return character }
                return character == "," ? "." : character == "." ? "," : character
            })
    }

    /// The figure written in `text`, or nil where it says that there is none: nothing, a dash, `N/A`.
    ///
    /// Throws a `Refusal` (input) without a place.
    public static func parse(_ text: String) throws -> Figure? {
        try parse(text, as: NumberReading())
    }
}
