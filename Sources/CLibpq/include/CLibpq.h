// The C face of PostgreSQL's client library, loaded on first use (see lazy.c).
#ifndef ADAPT_CLIBPQ_H
#define ADAPT_CLIBPQ_H

#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

#include <sys/eventfd.h>

/// A descriptor that one thread writes to in order to wake another from poll(2); Swift's Glibc has no eventfd.
static inline int adapt_wakeup(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

/// Loads libpq. Returns NULL when it is there, else the loader's reason. Call it before anything else here;
/// without libpq every function below returns zero or NULL.
const char *adapt_libpq_load(void);

// Swift does not import character literals, hence these.
static const int ADAPT_DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int ADAPT_DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int ADAPT_DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int ADAPT_DIAG_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int ADAPT_DIAG_HINT = PG_DIAG_MESSAGE_HINT;
static const int ADAPT_DIAG_POSITION = PG_DIAG_STATEMENT_POSITION;
static const int ADAPT_DIAG_INTERNAL_POSITION = PG_DIAG_INTERNAL_POSITION;
static const int ADAPT_DIAG_INTERNAL_QUERY = PG_DIAG_INTERNAL_QUERY;
static const int ADAPT_DIAG_CONTEXT = PG_DIAG_CONTEXT;
static const int ADAPT_DIAG_SCHEMA = PG_DIAG_SCHEMA_NAME;
static const int ADAPT_DIAG_TABLE = PG_DIAG_TABLE_NAME;
static const int ADAPT_DIAG_COLUMN = PG_DIAG_COLUMN_NAME;
static const int ADAPT_DIAG_DATATYPE = PG_DIAG_DATATYPE_NAME;
static const int ADAPT_DIAG_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;

#endif
