// libpq pulls in some 25 shared libraries (TLS, Kerberos, LDAP), which cost every start of the program several
// milliseconds. So each PQ function is defined here as a trampoline that finds the real one on its first call:
// a command that never connects never pays, and a machine without libpq gets a clear error instead of a
// program that does not start.
//
// Hidden visibility, because libpq calls its own PQ functions through the dynamic symbol table: a program that
// exports its symbols would otherwise put these trampolines in front of libpq's own. The system's headers come
// first: what they declare must stay visible.
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/eventfd.h>

#pragma GCC visibility push(hidden)
#include "CLibpq.h"
#pragma GCC visibility pop

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void *library;
static char failure[512];

static void load(void) {
    library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(failure, sizeof failure, "%s", reason != NULL ? reason : "libpq.so.5 cannot be loaded");
    }
}

// pthread_once publishes `library` and `failure` to every caller; neither changes afterwards.
const char *adapt_libpq_load(void) {
    pthread_once(&once, load);
    return library != NULL ? NULL : failure;
}

static void *resolve(const char *name) {
    return adapt_libpq_load() == NULL ? dlsym(library, name) : NULL;
}

// Two threads that race on a first call find the same address, so that the relaxed store is enough: the code
// behind the address was made visible by pthread_once.
#define FIND(type, name, parameters)                                                       \
    static _Atomic(void *) found;                                                          \
    void *address = atomic_load_explicit(&found, memory_order_relaxed);                    \
    if (address == NULL) {                                                                 \
        address = resolve(#name);                                                          \
        atomic_store_explicit(&found, address, memory_order_relaxed);                      \
    }                                                                                      \
    type (*function) parameters = (type (*) parameters)address;

#define LAZY(type, name, parameters, arguments)                                            \
    type name parameters {                                                                 \
        FIND(type, name, parameters)                                                       \
        return function != NULL ? function arguments : (type)0;                            \
    }

#define LAZY_VOID(name, parameters, arguments)                                             \
    void name parameters {                                                                 \
        FIND(void, name, parameters)                                                       \
        if (function != NULL) function arguments;                                          \
    }

// Connecting
LAZY(PGconn *, PQconnectStartParams, (const char *const *k, const char *const *v, int expand), (k, v, expand))
LAZY(PostgresPollingStatusType, PQconnectPoll, (PGconn * c), (c))
LAZY(PQconninfoOption *, PQconninfoParse, (const char *text, char **error), (text, error))
LAZY_VOID(PQconninfoFree, (PQconninfoOption * options), (options))
LAZY(PGPing, PQping, (const char *conninfo), (conninfo))
LAZY(PGPing, PQpingParams, (const char *const *k, const char *const *v, int expand), (k, v, expand))
LAZY_VOID(PQfinish, (PGconn * c), (c))
LAZY(int, PQlibVersion, (void), ())

// State of a connection
LAZY(ConnStatusType, PQstatus, (const PGconn *c), (c))
LAZY(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c))
LAZY(const char *, PQparameterStatus, (const PGconn *c, const char *name), (c, name))
LAZY(int, PQserverVersion, (const PGconn *c), (c))
LAZY(int, PQbackendPID, (const PGconn *c), (c))
LAZY(char *, PQerrorMessage, (const PGconn *c), (c))
LAZY(PGVerbosity, PQsetErrorVerbosity, (PGconn * c, PGVerbosity v), (c, v))
LAZY(int, PQsocket, (const PGconn *c), (c))
LAZY(int, PQsslInUse, (PGconn * c), (c))
LAZY(int, PQgssEncInUse, (PGconn * c), (c))
LAZY(int, PQsetnonblocking, (PGconn * c, int on), (c, on))
LAZY(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn * c, PQnoticeReceiver f, void *arg), (c, f, arg))
LAZY(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn * c, PQnoticeProcessor f, void *arg), (c, f, arg))

// Sending and receiving
LAZY(int, PQsendQuery, (PGconn * c, const char *text), (c, text))
LAZY(int, PQsendQueryParams,
     (PGconn * c, const char *text, int n, const Oid *types, const char *const *values, const int *lengths,
      const int *formats, int resultFormat),
     (c, text, n, types, values, lengths, formats, resultFormat))
LAZY(int, PQsetSingleRowMode, (PGconn * c), (c))
LAZY(int, PQflush, (PGconn * c), (c))
LAZY(int, PQconsumeInput, (PGconn * c), (c))
LAZY(int, PQisBusy, (PGconn * c), (c))
LAZY(PGresult *, PQgetResult, (PGconn * c), (c))
LAZY(int, PQenterPipelineMode, (PGconn * c), (c))
LAZY(int, PQexitPipelineMode, (PGconn * c), (c))
LAZY(int, PQpipelineSync, (PGconn * c), (c))
LAZY(PGpipelineStatus, PQpipelineStatus, (const PGconn *c), (c))
LAZY(int, PQputCopyData, (PGconn * c, const char *bytes, int count), (c, bytes, count))
LAZY(int, PQputCopyEnd, (PGconn * c, const char *error), (c, error))
LAZY(int, PQgetCopyData, (PGconn * c, char **bytes, int async), (c, bytes, async))

// Cancelling
LAZY(PGcancel *, PQgetCancel, (PGconn * c), (c))
LAZY_VOID(PQfreeCancel, (PGcancel * cancel), (cancel))
LAZY(int, PQcancel, (PGcancel * cancel, char *error, int size), (cancel, error, size))

// Results
LAZY(ExecStatusType, PQresultStatus, (const PGresult *r), (r))
LAZY(char *, PQresultErrorMessage, (const PGresult *r), (r))
LAZY(char *, PQresultErrorField, (const PGresult *r, int code), (r, code))
LAZY(int, PQntuples, (const PGresult *r), (r))
LAZY(int, PQnfields, (const PGresult *r), (r))
LAZY(char *, PQfname, (const PGresult *r, int column), (r, column))
LAZY(Oid, PQftype, (const PGresult *r, int column), (r, column))
LAZY(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column))
LAZY(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column))
LAZY(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))
LAZY(char *, PQcmdStatus, (PGresult * r), (r))
LAZY(char *, PQcmdTuples, (PGresult * r), (r))
LAZY_VOID(PQclear, (PGresult * r), (r))
LAZY_VOID(PQfreemem, (void *memory), (memory))

// Quoting
LAZY(char *, PQescapeLiteral, (PGconn * c, const char *text, size_t n), (c, text, n))
LAZY(char *, PQescapeIdentifier, (PGconn * c, const char *text, size_t n), (c, text, n))
LAZY(size_t, PQescapeStringConn, (PGconn * c, char *to, const char *from, size_t n, int *error),
     (c, to, from, n, error))
LAZY(unsigned char *, PQescapeByteaConn, (PGconn * c, const unsigned char *from, size_t n, size_t *size),
     (c, from, n, size))
