import Glibc

/// The long tier of the tests, and what they reached: lines that `make soak` gathers into a table.
public enum Figures {
    /// Whether the long runs are asked for (`ADAPT_SOAK=1`).
    public static let soaks = getenv("ADAPT_SOAK").map { String(cString: $0) == "1" } ?? false

    /// Prints what a test reached.
    public static func note(_ number: String, _ what: String, _ reached: String) {
        print("figure\t\(number)\t\(what)\t\(reached)")
    }
}
