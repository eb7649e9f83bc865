import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Blame: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame", _superCommandName: "adapt",
        abstract: "Show who decided an element of an edition, when, why and on what evidence.",
        discussion: """
            adapt blame hockey-star/es male_lead.sport

            The latest first. What is inherited stands below what was withdrawn for it.
            """)

    @Argument(help: "Edition.", completion: .edition) var edition: String
    @Argument(help: "Element.", completion: .element) var path: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (reference, path) = (try read.edition(edition), try ElementPath(path))
        let (edition, ancestor, withdrawn, listing) = try await read.read {
            try await $0.blame(reference, path, asOf: $1)
        }
        let decided =
            ancestor.map { "decided by \($0), which \(edition) inherits from" }
            ?? withdrawn.map { _ in "\(path) of \(edition) is not recorded, here or in any ancestor" }
        if let decided, !read.output.quiet {
            Streams.current.warn("adapt: \(decided)\(withdrawn.map { "; " + shown($0) } ?? "")")
        }
        try read.output.write(
            Sheet(listing, names: ["revision", "operation_id"], flags: ["minor"], lists: ["reasons"]))
    }
}
