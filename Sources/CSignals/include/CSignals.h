#ifndef CSIGNALS_H
#define CSIGNALS_H

/// From here on the first of the signals that ask a program to end, unless they are ignored, is told by
/// `adapt_next_signal`. What comes within half a second of it is the same wish; a later one ends the program at once.
void adapt_heed_signals(void);

/// Waits for that signal and returns its number.
int adapt_next_signal(void);

#endif
