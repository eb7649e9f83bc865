/// A fault made on purpose in a database, what the doctor must say of it, and the fix it must name.
struct MadeFault: Sendable, CustomStringConvertible {
    let name: String
    /// SQL; empty where it is there anyway.
    let make: String
    let says: String
    let fix: String
    /// Whether others would not be seen beside it, or could not be made.
    let isAlone: Bool

    init(_ name: String, _ make: String, says: String, fix: String, alone: Bool = false) {
        (self.name, self.make, self.says, self.fix, isAlone) = (name, make, says, fix, alone)
    }

    var description: String { name }

    static let all = ofSchema + ofObjects + ofAltered + ofTables + ofRights + ofDatabase

    /// As they are tried: several in one database, where each is to be named beside the others.
    static let groups: [[MadeFault]] = {
        var groups = ofSchema.map { [$0] }
        for faults in [ofObjects, ofAltered, ofTables, ofRights, ofDatabase] {
            groups.append(faults.filter { !$0.isAlone })
            groups += faults.filter(\.isAlone).map { [$0] }
        }
        return groups
    }()

    static let again = "adapt db migrate --again"

    /// What of a fix can be run as it stands; nil: nothing, or something is to be filled in.
    static func command(of fix: String) -> String? {
        let isPlain = ["adapt db migrate", "adapt db limit"].contains { fix.hasPrefix($0) }
        guard let start = fix.firstRange(of: "adapt db psql -c ")?.lowerBound ?? (isPlain ? fix.startIndex : nil) else {
            return nil
        }
        let command = fix[start...]
        let ends = ["; or leave it", "; for the role"].compactMap { command.firstRange(of: $0)?.lowerBound }
        return String(command[..<(ends.min() ?? command.endIndex)])
    }
}
