import AdaptModel

/// A place on a publisher's list, as a row states it.
struct RankingPlace {
    /// From 1.
    let rank: Int
    /// By the publisher's count; nil: not stated.
    let weeksOnList: Int?
    /// Which list.
    let list: String
}

extension TableColumns where Field == ReachField {
    /// The place that the current row states; nil: none. Throws a `Refusal` (input) for what is no number from 1.
    func rankingPlace(in reader: any RowSource, _ reading: ReachReading) throws -> RankingPlace? {
        guard has(.rank) else { return nil }
        func number(_ field: Field) throws -> Int? {
            guard let text = try text(field, in: reader).map(trimmed),
                !["", "-", "–", "n/a", "null"].contains(text.lowercased())
            else { return nil }
            guard text.utf8.count < 10, let number = Int(text), number > 0 else {
                throw Refusal(
                    .input, "\(field.rawValue) \"\(text)\" is not a number from 1",
                    place: reader.place(column: column(of: field)))
            }
            return number
        }
        guard let rank = try number(.rank) else { return nil }
        let list = try (text(.list, in: reader) ?? text(.category, in: reader)).map(trimmed) ?? "ranking"
        return RankingPlace(
            rank: rank, weeksOnList: try number(.weeksOnList), list: reading.formerCategories[list] ?? list)
    }
}
