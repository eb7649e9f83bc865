import Dispatch
import Glibc

/// Waits on a thread of its own: those that tests share are for who works.
public func aside<Result: Sendable>(_ wait: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        DispatchQueue(label: "waiting").async { continuation.resume(returning: wait()) }
    }
}

/// Runs a command of the shell. Its status as `wait` gives it.
public func ending(of command: String) async -> Int32 { await aside { system(command) } }
