import AdaptService
import ArgumentParser

struct ImportProfiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", _superCommandName: "adapt import",
        abstract: "List how files of figures are read, as kept with --save-profile.",
        discussion: "adapt import profiles")

    @OptionGroup var read: ReadOptions

    func run() async throws {
        try read.output.write(try await read.read { try await $0.importProfiles(asOf: $1) })
    }
}
