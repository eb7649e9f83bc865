#ifndef CARGUMENTS_H
#define CARGUMENTS_H

/// The word of that number among those the program was called with, 0 its own name; NULL after the last. Swift looks for
/// them in memory that it finds by /proc/self/maps, and where that cannot be read takes the program to be called with none.
const char *adapt_argument(int number);

#endif
