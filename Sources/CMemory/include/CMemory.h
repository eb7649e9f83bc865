#ifndef CMEMORY_H
#define CMEMORY_H

/// Has buffers of a megabyte and more go back to the system as soon as they are freed. By itself glibc keeps more of
/// them the larger they were, in pieces between what is still in use.
void adapt_return_large_buffers(void);

#endif
