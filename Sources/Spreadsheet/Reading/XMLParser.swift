import CSpreadsheet

/// Is told what a document holds, in its order.
protocol XMLHandler: AnyObject {
    func started(_ name: XMLName, _ attributes: XMLAttributes) throws
    func ended(_ name: XMLName) throws
    /// A piece of text, in UTF-8; one text may come in several pieces.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// Expat on one document. Any DOCTYPE is refused, so that there are no entities to expand and nothing to fetch.
final class XMLParser {
    private let name: String
    private let parser: OpaquePointer
    private let budget: UnsafeMutablePointer<adapt_xml_budget>
    private let handler: any XMLHandler
    private var failure: (any Error)?
    private var fed = 0

    /// A longer tag or comment is none of a spreadsheet's. Expat reads an unfinished one again with every block.
    private static let longestToken = 1 << 20

    init(_ name: String, limits: SpreadsheetLimits, handler: any XMLHandler) throws {
        try Library.expat.load()
        let budget = UnsafeMutablePointer<adapt_xml_budget>.allocate(capacity: 1)
        budget.initialize(to: adapt_xml_budget(used: 0, limit: limits.parserBytes, exceeded: 0))
        guard let parser = adapt_xml_create(budget, CChar(bitPattern: XMLName.separator)) else {
            budget.deallocate()
            throw SpreadsheetError(.limit, "\(name) cannot be read: no memory for a parser")
        }
        self.name = name
        self.parser = parser
        self.budget = budget
        self.handler = handler
        attach()
    }

    deinit {
        adapt_xml_free(parser, budget)
        budget.deallocate()
    }

    /// Reads the next bytes; `last` says that the document ends with them.
    func feed(_ bytes: UnsafeRawBufferPointer, last: Bool) throws {
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = adapt_xml_parse(parser, budget, text, Int32(bytes.count), last ? 1 : 0)
        if let failure { throw failure }
        if budget.pointee.exceeded != 0 {
            throw SpreadsheetError(.limit, "\(name) needs more than \(budget.pointee.limit >> 20) MB to parse")
        }
        guard status == XML_STATUS_OK else {
            let why = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown reason"
            throw SpreadsheetError(
                .damaged, "\(name) is not well-formed: \(why) in line \(XML_GetCurrentLineNumber(parser))")
        }
        fed += bytes.count
        guard last || fed - Int(XML_GetCurrentByteIndex(parser)) <= Self.longestToken else {
            throw SpreadsheetError(.limit, "\(name) holds a tag or comment longer than 1 MB")
        }
    }

    private func attach() {
        // Sound: expat calls back only from inside `feed`, while `self` is alive.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name, let attributes else { return }
                XMLParser.with(context) { try $0.started(XMLName(name), XMLAttributes(attributes)) }
            },
            { context, name in
                guard let name else { return }
                XMLParser.with(context) { try $0.ended(XMLName(name)) }
            })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
            XMLParser.with(context) { try $0.characters(bytes.bindMemory(to: UInt8.self)) }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLParser.with(context) { _ in
                throw SpreadsheetError(.format, "the file holds a DOCTYPE, which no spreadsheet program writes")
            }
        }
    }

    /// Hands an event on. An error cannot pass through expat: it is kept, and parsing stops.
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (any XMLHandler) throws -> Void) {
        guard let context else { return }
        let parser = Unmanaged<XMLParser>.fromOpaque(context).takeUnretainedValue()
        guard parser.failure == nil else { return }
        do {
            try body(parser.handler)
        } catch {
            parser.failure = error
            XML_StopParser(parser.parser, 0)
        }
    }
}
