#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>

/// SHA-256 by OpenSSL's libcrypto, which libpq brings along; loaded on first use, as libpq is.
typedef struct adapt_digest adapt_digest;

/// A new digest, or NULL where libcrypto is not installed.
adapt_digest *adapt_digest_new(void);
/// Adds bytes.
void adapt_digest_update(adapt_digest *digest, const void *bytes, size_t count);
/// Writes the 32 bytes of the digest.
void adapt_digest_finish(adapt_digest *digest, unsigned char *out);
/// Frees it.
void adapt_digest_free(adapt_digest *digest);

#endif
