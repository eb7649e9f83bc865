import AdaptModel

/// Fields that every row has, and where one of them is that is wrong.
extension TableColumns where Field == ReachField {
    /// The text of a field that every row has. Throws a `Refusal` (input) where it is empty.
    func required(_ field: Field, in reader: any RowSource) throws -> String {
        guard let text = try text(field, in: reader) else {
            throw Refusal(
                .input, "\(field.rawValue) is empty", hint: emptyHint(field),
                place: reader.place(column: column(of: field)))
        }
        return text
    }

    private func emptyHint(_ field: Field) -> String {
        switch field {
        case .metric, .source:
            "say it in every row, or for all of them with --\(field.rawValue)"
        case .edition, .series: "say whose figure it is, as in hockey-star/es; a row of totals: --skip-totals"
        case .title, .externalID:
            "say whose figure it is; a row of totals: --skip-totals; to take in the others alone: --rejects FILE"
        case _: "say it in every row"
        }
    }

    /// What is wrong with a field of the current row.
    func located(_ refusal: Refusal, _ field: Field, in reader: any RowSource) -> Refusal {
        Refusal(
            .input, refusal.message, hint: refusal.hint, place: reader.place(column: column(of: field)),
            details: refusal.details)
    }
}
