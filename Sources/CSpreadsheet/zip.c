// libzip, as far as reading an archive needs it. The system's headers come first: what they declare must stay
// visible. The library's own header would make its functions visible: hence ZIP_EXTERN.
#include "CLazy.h"

#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#define ZIP_EXTERN
#pragma GCC visibility push(hidden)
#include <zip.h>
const char *adapt_zip_load(void);
#pragma GCC visibility pop

LIBRARY("libzip.so.4", adapt_zip_load)

// Archives
LAZY(zip_t *, zip_fdopen, (int descriptor, int flags, int *error), (descriptor, flags, error))
LAZY_VOID(zip_discard, (zip_t * archive), (archive))
LAZY(zip_error_t *, zip_get_error, (zip_t * archive), (archive))
LAZY(zip_int64_t, zip_get_num_entries, (zip_t * archive, zip_flags_t flags), (archive, flags))
LAZY(zip_int64_t, zip_name_locate, (zip_t * archive, const char *name, zip_flags_t flags), (archive, name, flags))
LAZY(const char *, zip_get_name, (zip_t * archive, zip_uint64_t index, zip_flags_t flags), (archive, index, flags))
LAZY(int, zip_stat_index, (zip_t * archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t *stat),
     (archive, index, flags, stat))

// Entries
LAZY(zip_file_t *, zip_fopen_index, (zip_t * archive, zip_uint64_t index, zip_flags_t flags), (archive, index, flags))
LAZY(zip_int64_t, zip_fread, (zip_file_t * file, void *bytes, zip_uint64_t count), (file, bytes, count))
LAZY(int, zip_fclose, (zip_file_t * file), (file))
LAZY(zip_error_t *, zip_file_get_error, (zip_file_t * file), (file))

// Errors
LAZY_VOID(zip_error_init_with_code, (zip_error_t * error, int code), (error, code))
LAZY(const char *, zip_error_strerror, (zip_error_t * error), (error))
LAZY_VOID(zip_error_fini, (zip_error_t * error), (error))
