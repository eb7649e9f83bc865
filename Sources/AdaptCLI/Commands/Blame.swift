import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Blame: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame", abstract: "Show who decided an element of an edition, when, why and on what evidence.",
        discussion: "adapt blame hockey-star/es male_lead.sport")

    @Argument(help: "Edition.", completion: .edition) var edition: String
    @Argument(help: "Element.", completion: .element) var path: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (reference, path) = (try read.edition(edition), try ElementPath(path))
        let (edition, ancestor, listing) = try await read.read { try await $0.blame(reference, path, asOf: $1) }
        if let ancestor, !read.output.quiet {
            Streams.current.warn("adapt: decided by \(ancestor), which \(edition) inherits from")
        }
        try read.output.write(
            Sheet(listing, numbers: ["revision", "operation_id"], flags: ["minor"], lists: ["reasons"]))
    }
}
