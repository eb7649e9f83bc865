import AdaptModel
import AdaptService
import ArgumentParser

/// What an edit takes away; history keeps it, and undo brings it back.
struct WithdrawalOptions: ParsableArguments {
    @Flag(help: "Take the market away: it is not recorded then.") var noMarket = false
    @Flag(help: "Take the language away.") var noLanguage = false
    @Flag(help: "Take the market it was made in away.") var noOrigin = false
    @Flag(help: "Take the platform away.") var noPlatform = false
    @Flag(help: "Take the note away.") var noNote = false
    @Option(help: ArgumentHelp("Take another title away; repeatable.", valueName: "title")) var noAlias: [String] = []
    @Option(help: ArgumentHelp("Take an external identifier away; repeatable.", valueName: "scheme:value"))
    var noId: [String] = []
    @Flag(help: "Take the parent away, with method and certainty: it is a source then.") var noFrom = false
    @Option(
        help: ArgumentHelp("Take away that it draws on another edition; repeatable.", valueName: "edition"),
        completion: .edition)
    var noAlsoFrom: [String] = []

    var withdrawal: Withdrawal {
        get throws {
            var withdrawal = Withdrawal()
            let fields = [
                ("language", noLanguage), ("market", noMarket), ("origin", noOrigin), ("platform", noPlatform),
                ("note", noNote),
            ]
            withdrawal.fields = fields.filter(\.1).map(\.0)
            withdrawal.lineage = noFrom
            withdrawal.aliases = noAlias.map(withoutBlanks)
            withdrawal.identifiers = noId
            withdrawal.alsoFrom = try noAlsoFrom.map { try EditionReference(parsing: $0) }
            return withdrawal
        }
    }
}
