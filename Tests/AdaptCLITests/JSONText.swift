import FoundationEssentials

/// A JSON value read back.
struct JSONText: Decodable {
    private enum Value {
        case object([String: JSONText])
        case array([JSONText])
        case string(String)
        case int(Int)
        case double(Double)
        case bool(Bool)
        case null
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private let value: Value
    /// Names of the members of an object.
    private(set) var keys: Set<String> = []

    init(_ text: String) throws {
        self = try JSONDecoder().decode(JSONText.self, from: Data(text.utf8))
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Name.self) {
            var members: [String: JSONText] = [:]
            for key in container.allKeys { members[key.stringValue] = try container.decode(JSONText.self, forKey: key) }
            value = .object(members)
            keys = Set(container.allKeys.map(\.stringValue))
        } else if let container = try? decoder.singleValueContainer() {
            if container.decodeNil() {
                value = .null
            } else if let flag = try? container.decode(Bool.self) {
                value = .bool(flag)
            } else if let number = try? container.decode(Int.self) {
                value = .int(number)
            } else if let number = try? container.decode(Double.self) {
                value = .double(number)
            } else if let text = try? container.decode(String.self) {
                value = .string(text)
            } else {
                value = .array(try container.decode([JSONText].self))
            }
        } else {
            value = .null
        }
    }

    subscript(_ key: String) -> JSONText? {
        guard case .object(let members) = value else { return nil }
        return members[key]
    }

    subscript(_ index: Int) -> JSONText? {
        guard case .array(let items) = value, items.indices.contains(index) else { return nil }
        return items[index]
    }

    var string: String? { if case .string(let text) = value { text } else { nil } }
    var int: Int? { if case .int(let number) = value { number } else { nil } }
    /// A number, with decimals or without.
    var double: Double? {
        switch value {
        case .double(let number): number
        case .int(let number): Double(number)
        case .object, .array, .string, .bool, .null: nil
        }
    }
    var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
    var isNull: Bool { if case .null = value { true } else { false } }
    /// The items of a list; of others none.
    var items: [JSONText] { if case .array(let items) = value { items } else { [] } }
    var count: Int { if case .array(let items) = value { items.count } else { 0 } }
}
