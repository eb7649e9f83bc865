import Glibc

/// The name of an element while its event is handled: the pointers are expat's.
struct XMLName {
    /// Stands between namespace and name. Expat refuses a namespace that holds it.
    static let separator = UInt8(ascii: "\n")

    /// The two namespaces of spreadsheets: the common one, and the one of the strict variant.
    private static let spreadsheets: [StaticString] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main\n",
        "http://purl.oclc.org/ooxml/spreadsheetml/main\n",
    ]

    /// The name without its namespace.
    private let local: UnsafePointer<CChar>
    /// Whether it is an element of a spreadsheet, not of an extension.
    let isSpreadsheet: Bool

    init(_ name: UnsafePointer<CChar>) {
        guard let found = strchr(name, Int32(Self.separator)) else {
            local = name
            isSpreadsheet = false
            return
        }
        local = UnsafePointer(found + 1)
        let length = local - name
        isSpreadsheet = Self.spreadsheets.contains { space in
            space.utf8CodeUnitCount == length && memcmp(name, space.utf8Start, length) == 0
        }
    }

    /// Whether it is this element of a spreadsheet.
    func `is`(_ name: StaticString) -> Bool { isSpreadsheet && isLocally(name) }

    /// Whether it has this name in whatever namespace.
    func isLocally(_ name: StaticString) -> Bool {
        // Sound: literals end with a zero byte.
        strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }
}

/// The attributes of an element while its event is handled.
struct XMLAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

    /// The value of an attribute without a namespace.
    subscript(name: StaticString) -> String? { value(name).map { String(cString: $0) } }

    /// The `r:id` that points to another part.
    var relationship: String? {
        var pair = pairs
        while let key = pair[0], let value = pair[1] {
            let key = String(cString: key)
            if key.hasSuffix("/relationships\nid") { return String(cString: value) }
            pair += 2
        }
        return nil
    }

    /// The same as the subscript, for attributes that every cell has.
    func value(_ name: StaticString) -> UnsafePointer<CChar>? {
        let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        var pair = pairs
        while let key = pair[0], let value = pair[1] {
            if strcmp(key, wanted) == 0 { return value }
            pair += 2
        }
        return nil
    }
}
