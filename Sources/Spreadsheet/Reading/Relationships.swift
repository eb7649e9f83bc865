/// Which parts a part refers to (a .rels part), by the identifier that is used for each.
final class Relationships: XMLHandler {
    private struct Target {
        let id: String
        /// The last word of its type: `worksheet`, `sharedStrings`.
        let type: Substring
        let part: String
    }

    private let base: Substring
    private var targets: [String: Target] = [:]
    private var order: [Target] = []

    /// Reads the relations of a part; of the whole package for the part "".
    init(of part: String, in archive: Archive) throws {
        let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        base = part[..<slash]
        guard try PartReader.read("\(base)_rels/\(part[slash...]).rels", of: archive, handler: self) else {
            throw SpreadsheetError(.format, "the file is not an .xlsx workbook", hint: "save it as .xlsx")
        }
    }

    /// The part that an identifier stands for, if it is of this type.
    func part(_ id: String, type: String) -> String? {
        targets[id].flatMap { $0.type == type ? $0.part : nil }
    }

    /// The first part of a type.
    func part(type: String) -> String? { order.first { $0.type == type }?.part }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard name.isLocally("Relationship"), attributes["TargetMode"] != "External",
            let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        let last = type.lastIndex(of: "/").map { type[type.index(after: $0)...] } ?? type[...]
        let found = Target(id: id, type: last, part: resolve(target))
        targets[id] = found
        order.append(found)
        guard order.count <= SpreadsheetLimits.records, target.utf8.count <= 1024, id.utf8.count <= 1024,
            type.utf8.count <= 1024
        else { throw SpreadsheetError(.limit, "the relations between the parts are too many or too long") }
    }

    func ended(_ name: XMLName) {}

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// A target as the name of an entry: absolute from the root, else relative to the part's own folder.
    private func resolve(_ target: String) -> String {
        let path = target.hasPrefix("/") ? target : base + target
        var steps: [Substring] = []
        for step in path.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}
