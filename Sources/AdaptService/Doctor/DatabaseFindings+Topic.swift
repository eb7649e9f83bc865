import AdaptModel
import AdaptSQL
import Postgres

/// One topic, as its query finds it.
extension DatabaseFindings {
    /// What the query of a topic finds.
    func look(at topic: String) async throws -> [Finding] {
        if topic == "views" { return try await lookAtViews() }
        let name = Self.name(of: topic)
        let rows: Rows
        do {
            let query = topic == "numbers" ? MadeColumn.numbers : SQL(Queries.doctor[topic], bind: values(for: topic))
            rows = try await connection.query(query)
        } catch let error as PostgresError where ["42P01", "42703", "42883"].contains(error.sqlState) {
            // A view or function that tells what should be there is missing itself, or another.
            return [Finding(name, .fault, "not looked at: \(error.message)", fix: Self.again, isChange: true)]
        } catch let error as PostgresError {
            let refusal = Refusal(error)
            guard refusal.kind == .forbidden else { throw refusal }
            return [await hidden(name, refusal)]
        }
        guard !rows.isEmpty else { return [Finding(name, .ok, "ok")] }
        return try rows.map { row in
            let isFault: Bool = try row.get("fault")
            let fix = try Self.fix(row, rows.columns) ?? (isFault ? Self.restore : nil)
            let isChange = rows.columns.contains("is_change") ? try row.get("is_change", as: Bool.self) : isFault
            return Finding(name, isFault ? .fault : .note, try row.get("what"), fix: fix, isChange: isChange)
        }
    }

    /// What a topic is called, for people.
    static func name(of topic: String) -> String { topic.split(separator: "_").joined(separator: " ") }

    /// What is said of what the user may not look at.
    func hidden(_ topic: String, _ refusal: Refusal) async -> Finding {
        let told = await refusal.explained(in: connection)
        return Finding(topic, .note, "not looked at: \(told.message)", fix: told.hint)
    }

    private func values(for topic: String) -> [any PostgresEncodable] {
        switch topic {
        case "idle_transactions": [idleSeconds]
        case "scratch": [ScratchMark.text, ScratchMark.connections, ScratchMark.halfDropped]
        default: Self.made(for: topic)
        }
    }

    /// The command that runs a finding's statements, and what is said besides.
    private static func fix(_ row: Row, _ columns: [String]) throws -> String? {
        let words = columns.contains("fix") ? try row.get("fix", as: String?.self) : nil
        let statements = columns.contains("statements") ? try row.get("statements", as: [String].self) : []
        guard !statements.isEmpty else { return words }
        let command = "adapt db psql" + statements.map { " -c " + pasted($0) }.joined()
        return words.map { $0.replacing("{}", with: command) } ?? command
    }
}
