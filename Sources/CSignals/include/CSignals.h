#ifndef CSIGNALS_H
#define CSIGNALS_H

/// From here on the signals that ask a program to end, unless they are ignored, are told by `adapt_next_signal`, each
/// once: the second of a kind ends the program at once, as it always did.
void adapt_heed_signals(void);

/// Waits for such a signal and returns its number.
int adapt_next_signal(void);

#endif
