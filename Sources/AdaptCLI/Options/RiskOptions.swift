import AdaptModel
import AdaptReports
import ArgumentParser

/// Consent to what undo cannot reach.
struct RiskOptions: ParsableArguments {
    @Flag(help: "Go on without asking; needed where nobody can be asked.") var yes = false

    /// Asks for `name` to be typed before `deed` is done, of which `outcome` says what becomes. Throws a `Refusal`
    /// (usage) where it is not.
    func confirm(_ deed: String, _ outcome: String = "cannot be taken back", name: String) throws {
        guard !yes else { return }
        let streams = Streams.current
        guard let answer = streams.answer else {
            throw Refusal(
                .usage, "\(deed) \(outcome), and nobody is at a terminal to be asked",
                hint: "add --yes if it is meant")
        }
        streams.errors("adapt: \(deed) \(outcome). Type \(shown(name)) to go on: ")
        guard answer() == name else { throw Refusal(.usage, "\"\(name)\" was not typed: nothing was changed") }
    }
}
