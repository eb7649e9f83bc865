import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Tells what a command replaces of what an edition had said, and whose word it was. `more`: what is to be told of
    /// each besides.
    func tell(of replaced: [Replaced], in edition: String, more: (Replaced) -> String = { _ in "" }) {
        Streams.current.warn(of: replaced, "replaced", where: "--format json lists all") { old in
            let what = shown(old.what)
            return (dryRun ? "would replace \(edition) \(what) " : "\(edition) \(what) was ")
                + shown("\(old.said) (\(old.author), operation \(old.operation.number))") + more(old)
        }
    }
}

extension Replaced {
    /// What was said, with the grounds that do not stay.
    fileprivate var said: String {
        ([value.map { "\"\($0)\"" } ?? "(\(state))"] + grounds).joined(separator: ", ")
    }

    /// The command that says it again of an element; nil: it holds what a line cannot show as it is, or is spelt as a
    /// state or a sign of nothing is.
    func again(in edition: String) -> String? {
        guard let words else { return "adapt \(state) \(edition) \(what)" }
        guard !PrintedWords.isNoValue(words) else { return nil }
        let assignment = pasted(identifier: "\(what)=\(words)")
        return shown(assignment) == assignment ? "adapt set \(edition) \(assignment)" : nil
    }

    /// It as a member of a receipt in JSON.
    var json: JSON {
        .object([
            ("what", .string(what)), ("state", .string(state)), ("value", JSON(value)),
            ("grounds", .array(grounds.map { .string($0) })), ("author", .string(author)),
            ("operation", .int(operation.number)),
        ])
    }
}
