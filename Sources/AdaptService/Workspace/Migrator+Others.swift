import AdaptModel
import Postgres

/// What somebody else made where a migration makes something.
extension Migrator {
    /// What is said where a script was refused to make a view anew over one with other columns: which it is, and what
    /// takes it out of the way; the error itself where none is found.
    func otherColumns(_ error: PostgresError) async throws -> any Error {
        let found = try await DatabaseFindings(connection).lookAtViews()
        guard let view = found.first(where: { $0.state == .fault && $0.fix != DatabaseFindings.again }) else {
            return error
        }
        return Refusal(
            .rule, "\(view.what), and is made anew only over its own: views and functions are as they were",
            hint: view.fix)
    }
}
