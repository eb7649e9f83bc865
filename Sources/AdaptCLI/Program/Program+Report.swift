import AdaptModel
import AdaptService
import ArgumentParser

/// What is said where a command line did not come to its end.
extension Program {
    /// An error, with what the command had done before it: that stays.
    func told(_ error: any Error, after done: Done) -> any Error {
        guard let words = done.words, !(error is ExitCode),
            let refusal = Refusal(of: error, code: Adapt.exitCode(for: error))
        else { return error }
        if refusal.message == Interruption.stopped {
            return Refusal(.busy, "stopped; \(words), and that stays", hint: done.see)
        }
        let reason = Streams.reason(unwritable: refusal).map { "its confirmation cannot be written: \($0)" }
        return Refusal(
            refusal.kind,
            "\(words); "
                + (reason ?? refusal.message.replacing("nothing was changed", with: "nothing more was changed")),
            hint: reason == nil && !refusal.mayRetry ? refusal.hint ?? done.see : done.see, place: refusal.place,
            details: refusal.details)
    }

    /// Says what went wrong and gives the exit status for it.
    func report(_ error: any Error) -> Int32 {
        if let exit = error as? ExitCode { return exit.rawValue }
        if let misfit = error as? Misfit {
            streams.warn("adapt: " + shownLines(misfit.text))
            return Refusal.Kind.usage.status
        }
        // ArgumentParser looks at every option to tell: asked once.
        lazy var text = Adapt.fullMessage(for: error)
        if let refusal = Refusal(of: error, code: Program.code(ofTold: text)) {
            streams.warn("adapt: " + shownLines(refusal.description))
            return refusal.kind.status
        }
        // What is left is of ArgumentParser: help asked for, or words that do not fit.
        guard Program.code(ofTold: text) != .success else {
            do {
                try streams.print(CompletionScript.mended(text))
                return 0
            } catch {
                return report(error)
            }
        }
        streams.warn("adapt: " + shownLines(String(text.dropFirst(Program.error.count))))
        return Refusal.Kind.usage.status
    }

    /// How ArgumentParser begins to tell an error.
    private static let error = "Error: "

    /// The exit status that its words for an error stand for: what does not fit is told with its usage, what else goes
    /// wrong without, and answers that were asked for, such as help, are no errors.
    private static func code(ofTold text: String) -> ExitCode {
        guard text.hasPrefix(error) else { return .success }
        return text.contains("\nUsage: adapt") ? .validationFailure : .failure
    }
}
