/// Blocks of bytes, one after the other.
protocol ByteStream: AnyObject, Sendable {
    /// What they come from, for messages.
    var name: String { get }
    /// The next block; nil at the end.
    func next() throws -> [UInt8]?
    /// What to do where they turn out not to be UTF-8.
    var encodingHint: String { get }
}
