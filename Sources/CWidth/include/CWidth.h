#ifndef CWIDTH_H
#define CWIDTH_H

#include <stdint.h>

/// Cells of a terminal that a character takes, by glibc's own data for UTF-8 and whatever the user's locale;
/// negative for control characters.
int adapt_width(uint32_t scalar);

#endif
