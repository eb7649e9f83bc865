import AdaptModel
public import Postgres

/// Which editors a database limits to some markets: what a restore replaces by what was so when the backup was taken.
public struct EditorLimits: Sendable {
    /// The markets of each role, in order.
    private let markets: [String: [String]]

    /// Those of the database that is connected to; none where it has no catalogue, or one of before there were limits.
    public init(of connection: Connection) async throws {
        markets = try await refusing {
            let table = try await connection.query("select to_regclass('adapt.editor_market') is not null as here")
            guard try table[0].get("here", as: Bool.self) else { return [:] }
            let rows = try await connection.query(
                "select role_name, market_code from adapt.editor_market order by role_name, market_code")
            var found: [String: [String]] = [:]
            for row in rows {
                let (role, market): (String, String) = (try row.get("role_name"), try row.get("market_code"))
                found[role, default: []].append(market)
            }
            return found
        }
    }

    /// What is to be told of limits that no longer hold as they did, now that only those of `connection` do, with the
    /// commands that bring them back; nil: all hold.
    public func loss(in connection: Connection) async throws -> String? {
        let now = try await EditorLimits(of: connection)
        let lost = markets.filter { now.markets[$0.key] != $0.value }.sorted { $0.key < $1.key }
        guard !lost.isEmpty else { return nil }
        let commands = lost.map { role, codes in
            let options = codes.map { " --market " + $0 }.joined()
            return "\n  adapt db limit \(pasted(identifier: role))\(options)"
        }
        return "limits of editors that were set here are not in the backup; to bring them back:" + commands.joined()
    }
}
