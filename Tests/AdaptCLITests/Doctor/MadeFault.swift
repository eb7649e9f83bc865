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

    static let all = ofSchema + ofObjects + ofRights + ofDatabase

    /// As they are tried: several in one database, where each is to be named beside the others.
    static let groups: [[MadeFault]] = {
        var groups = ofSchema.map { [$0] }
        for faults in [ofObjects, ofRights, ofDatabase] {
            groups.append(faults.filter { !$0.isAlone })
            groups += faults.filter(\.isAlone).map { [$0] }
        }
        return groups
    }()

    static let again = "adapt db migrate --again"
}
