import AdaptModel
import AdaptSQL
import Postgres

/// What no edition is called.
extension CalledEditions {
    /// What is wrong with those that are missing, with what is near for the first of them.
    func strangers(in workspace: Workspace) async throws -> [ReachIdentity.Called: Refusal] {
        let shown = missing.prefix(20)
        var near: [Int: [String]] = [:]
        if try await workspace.forgivesTypos {
            try await workspace.forgive()
            for row in try await workspace.rows(Queries.called["near"], [shown.map { $0.called.name ?? "" }]) {
                let (title, edition): (String, String) = (try row.get("title"), try row.get("edition"))
                near[try row.get("n", as: Int.self) - 1, default: []].append("\(edition) \"\(title)\"")
            }
        }
        var refused: [ReachIdentity.Called: Refusal] = [:]
        for (index, call) in missing.enumerated() {
            let hint = near[index].map { "did you mean \($0.joined(separator: ", "))? " } ?? ""
            let option =
                call.called.identifier.map { "--id \(pasted(identifier: "\($0)"))" }
                ?? "--alias \(pasted(call.called.name ?? ""))"
            refused[call.called] = Refusal(
                .input, "\(call.called.words) is not known",
                hint: hint
                    + "register it with --register-missing, or give it: adapt edition edit SERIES/EDITION \(option)"
            )
        }
        return refused
    }
}
