#include "CMemory.h"

#include <malloc.h>

void adapt_return_large_buffers(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }
