import CLibpq

/// Takes what libpq reports beside results. Touched by one thread only: libpq calls it from inside the calls
/// that the connection's own queue makes.
final class NoticeReceiver {
    var handler: (@Sendable (PostgresNotice) -> Void)?

    /// Libpq's own receiver prints on stderr, so that this one is always set.
    func attach(to connection: OpaquePointer?) {
        // Sound: the Handle owns both this object and the PGconn, so that the pointer outlives every call.
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue().receive(result)
            }, context)
    }

    private func receive(_ result: OpaquePointer) {
        guard let handler else { return }
        // The PGresult stays libpq's: it is read here and neither kept nor cleared.
        func field(_ code: Int32) -> String? {
            PQresultErrorField(result, code).map { String(cString: $0) }
        }
        handler(
            PostgresNotice(
                severity: field(ADAPT_DIAG_SEVERITY) ?? "NOTICE",
                sqlState: field(ADAPT_DIAG_SQLSTATE) ?? "00000",
                message: field(ADAPT_DIAG_MESSAGE) ?? "",
                detail: field(ADAPT_DIAG_DETAIL),
                hint: field(ADAPT_DIAG_HINT),
                context: field(ADAPT_DIAG_CONTEXT)))
    }
}
