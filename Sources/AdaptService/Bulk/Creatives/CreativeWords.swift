import AdaptModel

/// What the columns of a file of creatives mean.
enum CreativeField: String, TableField {
    case edition, series, code, market, creative, description, duration, beats, source, locator, quote, fault
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
}

/// What is said of a creative. Nil: nothing.
struct CreativeWords: Equatable, Sendable {
    var description: String?
    /// In seconds.
    var duration: Int?
    var firstSeen: Day?
    var lastSeen: Day?
    var beats: [String] = []
    var citation: Citation?

    /// What holds where this is said of a creative of which `known` was.
    func over(_ known: CreativeWords) -> CreativeWords {
        CreativeWords(
            description: description ?? known.description, duration: duration ?? known.duration,
            firstSeen: firstSeen ?? known.firstSeen, lastSeen: lastSeen ?? known.lastSeen,
            beats: beats.isEmpty ? known.beats : beats, citation: citation ?? known.citation)
    }

    /// Seconds of a length as people write it: `244`, `4:04`, `1:02:03`, `4 min 4 s`. Throws a `Refusal` (input).
    static func seconds(parsing text: String) throws -> Int {
        let units = ["h": 3600, "hr": 3600, "min": 60, "m": 60, "s": 1, "sec": 1]
        let clock = text.split(separator: ":", omittingEmptySubsequences: false)
        var seconds: Int?
        if (2...3).contains(clock.count), clock.dropFirst().allSatisfy({ $0.utf8.count == 2 && Int($0) ?? 60 < 60 }) {
            seconds = clock.reduce(0 as Int?) { sum, part in sum.flatMap { sum in Int(part).map { sum * 60 + $0 } } }
        } else if let number = Int(text) {
            seconds = number
        } else {
            var (rest, sum, isSound) = (text.lowercased().filter { !$0.isWhitespace }[...], 0, true)
            while isSound, !rest.isEmpty {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                rest = rest.dropFirst(digits.count)
                let unit = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(unit.count)
                guard digits.count < 6, let number = Int(digits), let factor = units[String(unit)] else {
                    isSound = false
                    break
                }
                sum += number * factor
            }
            seconds = isSound ? sum : nil
        }
        guard let seconds, seconds > 0, seconds < 1_000_000 else {
            throw Refusal(
                .input, "duration \"\(text)\" is not a length", hint: "write seconds, or as in 4:04 or 4 min 4 s")
        }
        return seconds
    }
}

extension BulkTable where Field == CreativeField {
    /// What a row says. Throws a `Refusal` (input) located in the file.
    func creative(_ row: Int, _ names: BulkNames) throws -> CreativeWords {
        func day(_ field: Field) throws -> Day? {
            try parse(field, row) { text in
                guard let day = Day(text) else {
                    throw Refusal(
                        .input, "\(field.rawValue) \"\(text)\" is not a day", hint: "write it as 2026-01-05")
                }
                return day
            }
        }
        var words = CreativeWords()
        words.description = try text(.description, row)
        words.duration = try parse(.duration, row) { try CreativeWords.seconds(parsing: $0) }
        (words.firstSeen, words.lastSeen) = (try day(.firstSeen), try day(.lastSeen))
        if let beats = try text(.beats, row) {
            words.beats = beats.split(separator: " > ", omittingEmptySubsequences: false).map { trimmed(String($0)) }
            guard words.beats.allSatisfy({ !$0.isEmpty }) else {
                throw Refusal(
                    .input, "beats \"\(beats)\" have an empty part", hint: "join them by \" > \"",
                    place: place(row, .beats))
            }
        }
        words.citation = try citation(row, .source, .locator, .quote, names)
        return words
    }
}
