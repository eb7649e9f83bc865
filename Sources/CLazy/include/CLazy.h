// Trampolines: a function of a library is defined here under its own name, and finds the real one on its first
// call. So the program starts without libraries that most commands never need, and a machine without them gets
// a clear error instead of a program that does not start.
//
// Hidden visibility (set where a library's header is included), because a library calls its own functions
// through the dynamic symbol table: a program that exports its symbols would otherwise put these in front.
#ifndef ADAPT_CLAZY_H
#define ADAPT_CLAZY_H

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>

// Defines `loader`, which returns NULL or a reason. pthread_once publishes both variables to every caller;
// neither changes afterwards.
#define LIBRARY(file, loader)                                                              \
    static pthread_once_t once = PTHREAD_ONCE_INIT;                                        \
    static void *library;                                                                  \
    static char failure[512];                                                              \
    static void load(void) {                                                               \
        library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);                                    \
        if (library == NULL) {                                                             \
            const char *reason = dlerror();                                                \
            snprintf(failure, sizeof failure, "%s", reason != NULL ? reason : file);       \
        }                                                                                  \
    }                                                                                      \
    const char *loader(void) {                                                             \
        pthread_once(&once, load);                                                         \
        return library != NULL ? NULL : failure;                                           \
    }                                                                                      \
    static void *resolve(const char *name) {                                               \
        return loader() == NULL ? dlsym(library, name) : NULL;                             \
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

#endif
