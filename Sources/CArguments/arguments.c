#include "CArguments.h"

#include <stddef.h>

static int count = 0;
static char **words = NULL;

/// The loader of glibc hands these to what is called before main as well.
__attribute__((constructor)) static void keep(int argc, char **argv) {
    count = argc;
    words = argv;
}

const char *adapt_argument(int number) { return number >= 0 && number < count ? words[number] : NULL; }
