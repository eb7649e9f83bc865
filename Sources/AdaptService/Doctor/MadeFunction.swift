import AdaptSQL

/// A function as the scripts make it: what it does, PostgreSQL keeps to the letter.
struct MadeFunction: Sendable {
    let name: String
    /// What stands between the dollar signs.
    let body: String
    /// What it does where an extension is not to be had; the same where it needs none.
    let otherwise: String
    /// Whether it has the rights of its owner.
    let isDefiner: Bool
    /// What of its results stays, as PostgreSQL says it: `i` always, `s` within a statement, `v` nothing.
    let volatility: String
    /// Whether it may run in several processes, as PostgreSQL says it: `s` yes, `u` no.
    let parallel: String
    /// What is set for it, as PostgreSQL keeps it: each as `name=value`, in order, parted by `; `.
    let settings: String

    /// Those that stand in the scripts as they are, and those that a script makes by a text that it runs.
    static let all: [MadeFunction] =
        (DatabaseScripts.migrations + DatabaseScripts.repeatables).flatMap { functions(of: $0.text) } + run

    /// `head`: what stands before the body. `otherwise`: another body, which is as good; nil for none.
    init(head: String, body: String, otherwise: String? = nil) {
        let words = head.split(separator: " ")
        name = words.drop { $0 != "function" }.dropFirst().first.map(ScriptWords.name) ?? ""
        (self.body, self.otherwise) = (body, otherwise ?? body)
        isDefiner = head.contains("security definer")
        let said = head.split(whereSeparator: \.isWhitespace)
        volatility = said.contains("immutable") ? "i" : said.contains("stable") ? "s" : "v"
        parallel = said.contains("parallel") ? "s" : "u"
        var set: [String] = []
        for place in said.indices.dropLast(3) where said[place] == "set" {
            // What is taken from the session is where the scripts look names up.
            if said[place + 2] == "from" { set.append("\(said[place + 1])=adapt, pg_temp") }
            if said[place + 2] == "to" { set.append("\(said[place + 1])=\(said[place + 3])") }
        }
        settings = set.sorted().joined(separator: "; ")
    }

    private static func functions(of script: String) -> [MadeFunction] {
        var made: [MadeFunction] = []
        // Of the one that is being read: what stands before its body, and of that, once it has begun.
        var (head, body): (String?, String?) = (nil, nil)
        for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
            if head == nil, line.hasPrefix("create function ") || line.hasPrefix("create or replace function ") {
                head = ""
            }
            var rest: Substring? = line
            while let text = rest, let read = head {
                let parts = parted(text)
                rest = parts?.after
                let part = parts.map { String($0.before) } ?? String(text) + "\n"
                guard let begun = body else {
                    head = read + part
                    if parts != nil { body = "" }
                    continue
                }
                body = begun + part
                guard parts != nil else { continue }
                made.append(MadeFunction(head: read, body: begun + part))
                (head, body) = (nil, nil)
            }
        }
        return made
    }

    /// What stands before and after the first two dollar signs; nil where there are none.
    private static func parted(_ line: Substring) -> (before: Substring, after: Substring)? {
        let (bytes, dollar) = (line.utf8, UInt8(ascii: "$"))
        for place in bytes.indices where bytes[place] == dollar {
            let next = bytes.index(after: place)
            guard next < bytes.endIndex, bytes[next] == dollar else { continue }
            return (line[..<place], line[bytes.index(after: next)...])
        }
        return nil
    }
}
