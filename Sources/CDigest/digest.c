#include "CDigest.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

// The few functions of OpenSSL's <openssl/evp.h> that are needed, declared here so that its headers are not.
static void *(*ctx_new)(void);
static void (*ctx_free)(void *);
static const void *(*sha256)(void);
static int (*digest_init)(void *, const void *, void *);
static int (*digest_update)(void *, const void *, size_t);
static int (*digest_final)(void *, unsigned char *, unsigned int *);
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded;

static void load(void) {
    void *library = dlopen("libcrypto.so.3", RTLD_LAZY | RTLD_LOCAL);
    if (!library) library = dlopen("libcrypto.so.1.1", RTLD_LAZY | RTLD_LOCAL);
    if (!library) return;
    *(void **)&ctx_new = dlsym(library, "EVP_MD_CTX_new");
    *(void **)&ctx_free = dlsym(library, "EVP_MD_CTX_free");
    *(void **)&sha256 = dlsym(library, "EVP_sha256");
    *(void **)&digest_init = dlsym(library, "EVP_DigestInit_ex");
    *(void **)&digest_update = dlsym(library, "EVP_DigestUpdate");
    *(void **)&digest_final = dlsym(library, "EVP_DigestFinal_ex");
    loaded = ctx_new && ctx_free && sha256 && digest_init && digest_update && digest_final;
}

adapt_digest *adapt_digest_new(void) {
    pthread_once(&once, load);
    if (!loaded) return NULL;
    void *context = ctx_new();
    if (context && digest_init(context, sha256(), NULL) != 1) {
        ctx_free(context);
        return NULL;
    }
    return context;
}

void adapt_digest_update(adapt_digest *digest, const void *bytes, size_t count) {
    digest_update(digest, bytes, count);
}

void adapt_digest_finish(adapt_digest *digest, unsigned char *out) {
    digest_final(digest, out, NULL);
}

void adapt_digest_free(adapt_digest *digest) {
    ctx_free(digest);
}
