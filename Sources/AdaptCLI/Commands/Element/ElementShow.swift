import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ElementShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt element",
        abstract: "Show what an element is, and what each edition says of it.",
        discussion: "adapt element show male_lead.sport")

    @Argument(help: "Path.", completion: .element) var path: String
    @OptionGroup var read: ReadOptions

    /// What the element is people read once, above what editions say of it; programs have it in every row.
    func run() async throws {
        let format = try read.output.chosen(among: Format.reports)
        let (element, evidence, uses) = try await read.readAtOneMoment { workspace, cut in
            let uses = try await workspace.uses(ofElement: path, asOf: cut)
            let element = try await workspace.element(path, asOf: cut)
            let current = element["path"].compactMap(\.self).first ?? path
            return (element, try await workspace.evidence(ofElement: current, asOf: cut), uses)
        }
        switch format {
        case .csv, .tsv, .xlsx: try read.output.write(uses, names: ["revision"])
        case .json, .jsonl: try read.output.write(ElementShow.flagged(uses))
        case .table, .markdown, .html:
            let columns = uses.columns.filter { !ElementShow.onlyInFiles.contains($0) }
            let rows = uses.selecting(columns).rows.map { row in
                row.map { cell -> String? in cell == "" ? nil : cell }
            }
            let sheet = Sheet(Listing(columns: columns, rows: rows))
            try read.output.write(
                TitledReport(
                    ElementShow.title(element, evidence), [.init("editions", sheet.withoutEmpty(["outdated"]))],
                    nothing: "no edition says anything of it"))
        }
    }

    /// Columns that people do not read: what is the same in every row, and what is for reading a file back.
    private static let onlyInFiles: Set = ["element", "kind", "label", "vocabulary", "tradition", "revision"]

    /// With what is outdated as yes or no.
    private static func flagged(_ uses: Listing) -> Sheet {
        let sheet = Sheet(uses.selecting(uses.columns.filter { $0 != "outdated" }), names: ["revision"])
        return Sheet(
            columns: sheet.columns + ["outdated"],
            rows: zip(sheet.rows, uses["outdated"]).map { row, outdated -> [Cell] in
                row + [Cell.flag(outdated != nil)]
            })
    }

    /// `male_lead.sport "the male lead's sport": character, vocabulary sport`; behind a tradition what it stands on.
    private static func title(_ element: Listing, _ evidence: Citation?) -> String {
        func fact(_ column: String) -> String? { element[column].first ?? nil }
        let cited = evidence.map { ($0.quote.map { "\"\($0)\" " } ?? "") + "[\($0.reference)]" }
        let tradition = [fact("tradition").map { "tradition " + $0 }, cited].compactMap { $0 }
        let facts: [String?] = [
            fact("kind"), fact("vocabulary").map { "vocabulary " + $0 },
            tradition.isEmpty ? nil : tradition.joined(separator: " "), fact("former_paths").map { "formerly " + $0 },
        ]
        let name = (fact("path") ?? "") + (fact("label").map { " \"\($0)\"" } ?? "")
        return "\(name): \(facts.compactMap { $0 }.joined(separator: ", "))"
    }
}
