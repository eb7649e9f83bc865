// libpq pulls in some 25 shared libraries (TLS, Kerberos, LDAP), which cost every start of the program several
// milliseconds: a command that never connects never pays. The system's headers come first: what they declare must
// stay visible.
#include "CLazy.h"

#include <sys/eventfd.h>

#pragma GCC visibility push(hidden)
#include "CLibpq.h"
#pragma GCC visibility pop

LIBRARY("libpq.so.5", adapt_libpq_load)

// Connecting
LAZY(PGconn *, PQconnectStartParams, (const char *const *k, const char *const *v, int expand), (k, v, expand))
LAZY(PostgresPollingStatusType, PQconnectPoll, (PGconn * c), (c))
LAZY(PQconninfoOption *, PQconninfoParse, (const char *text, char **error), (text, error))
LAZY_VOID(PQconninfoFree, (PQconninfoOption * options), (options))
LAZY_VOID(PQfinish, (PGconn * c), (c))

// State of a connection
LAZY(ConnStatusType, PQstatus, (const PGconn *c), (c))
LAZY(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c))
LAZY(char *, PQuser, (const PGconn *c), (c))
LAZY(char *, PQdb, (const PGconn *c), (c))
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
