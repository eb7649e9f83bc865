import AdaptModel
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

extension Refusal {
    /// What any error of ours means; nil for ArgumentParser's. `code`: what ArgumentParser makes of it.
    init?(of error: any Error, code: @autoclosure () -> ExitCode) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as PostgresError: self.init(error)
        case let error as LocalServerError:
            let kind: Refusal.Kind =
                switch error.kind {
                case .busy: .busy
                case .notPermitted: .forbidden
                default: .unreachable
                }
            self.init(kind, error.message, hint: error.hint)
        case is CancellationError: self.init(.busy, Interruption.stopped)
        case is ValidationError, is CleanExit: return nil
        default:
            guard code() == .failure else { return nil }
            self.init(.bug, "\(error)", hint: "this should not happen: please report it with the command that shows it")
        }
    }
}

extension Refusal.Kind {
    /// The exit status, after BSD's sysexits.
    var status: Int32 {
        switch self {
        case .rule: 2
        case .usage: 64
        case .input: 65
        case .missingFile: 66
        case .unreachable: 69
        case .bug: 70
        case .busy: 75
        case .forbidden: 77
        }
    }
}
