import Glibc

/// Values by the bytes that they are written with; bytes are compared, never decoded.
///
/// A file of figures says the same names and days in row after row: what they mean is worked out once.
struct ByteTable<Value> {
    private var keys: [UInt8] = []
    private var entries: [(start: Int, end: Int, hash: UInt64, value: Value)] = []
    /// Positions in `entries` by hash; -1 is free. A power of two, at most half full.
    private var slots = [Int32](repeating: -1, count: 64)
    /// Position of the entry found last.
    private var last = -1

    /// How many are held before nothing more is taken in: what never comes twice need not fill the memory.
    private static var limit: Int { 1 << 20 }

    /// What bytes stand for; nil: they are not there. Files say the same things in the same order day after day, so
    /// that it is often the entry behind the one found before.
    mutating func find(_ key: [UInt8]) -> Value? {
        let next = last + 1 < entries.count ? last + 1 : 0
        if next < entries.count, holds(key, entries[next].start, entries[next].end) {
            last = next
            return entries[next].value
        }
        let hash = ByteTable.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, holds(key, entry.start, entry.end) {
                last = Int(slots[slot])
                return entry.value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Takes in a key that is not there yet.
    mutating func insert(_ value: Value, for key: [UInt8]) {
        guard entries.count < ByteTable.limit else { return }
        if 2 * (entries.count + 1) > slots.count { grow() }
        let hash = ByteTable.hash(key)
        entries.append((keys.count, keys.count + key.count, hash, value))
        keys += key
        place(entries.count - 1, hash)
    }

    private func holds(_ key: [UInt8], _ start: Int, _ end: Int) -> Bool {
        guard key.count == end - start else { return false }
        return key.withUnsafeBytes { key in
            keys.withUnsafeBytes { keys in
                guard let left = key.baseAddress, let right = keys.baseAddress else { return key.isEmpty }
                return memcmp(left, right + start, key.count) == 0
            }
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for (position, entry) in entries.enumerated() { place(position, entry.hash) }
    }

    private mutating func place(_ position: Int, _ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(position)
    }

    /// FNV-1a by words of eight bytes, mixed at the end.
    private static func hash(_ key: [UInt8]) -> UInt64 {
        key.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            var at = 0
            while at + 8 <= bytes.count {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
                hash ^= hash >> 32
                at += 8
            }
            while at < bytes.count {
                hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01b3
                at += 1
            }
            return hash ^ hash >> 29
        }
    }
}
