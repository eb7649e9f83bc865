import AdaptModel
import Postgres

extension ReachAssembly.Entry {
    init(_ row: Row) throws {
        let of: ReachAssembly.Of
        switch try row.get("kind", as: String.self) {
        case "joint": of = .joint(members: try row.get("members"))
        case "creative": of = .creative(code: try row.get("creative"), edition: try row.get("promoted"))
        default: of = .edition
        }
        let open: Int = try row.get("open_above")
        let published: String = try row.get("published")
        self.init(
            subject: try row.get("subject_id"), of: of, measuredIn: try row.get("measured"),
            total: ReachTotal(
                low: try row.get("low"), high: open > 0 ? nil : try row.get("high", as: Int.self),
                figures: try row.get("figures"), strict: try row.get("strict"),
                approximate: try row.get("approximate"), estimated: try row.get("estimated")),
            inferred: try row.get("inferred"), days: try row.get("days"),
            published: Day(published) ?? Day(number: 0),
            memberNames: try row.get("member_names", as: [String]?.self) ?? [])
    }
}
