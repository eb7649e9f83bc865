#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

/// A handler may do little more than write a byte; who waits reads it.
static int ends[2] = {-1, -1};

/// When the first came, in milliseconds since the machine started; 0 before that. Lock-free, so sound in a handler that
/// may run in several threads at once.
static _Atomic long long first = 0;
_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "a handler may hold no lock");

/// How long one wish to end can take to arrive: `timeout` signals its child and then the group that it is in, a terminal
/// that closes the program and its shell, which passes it on.
static const long long onceWithin = 500;

static void note(int signal) {
    int before = errno;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    long long now = time.tv_sec * 1000LL + time.tv_nsec / 1000000 + 1;
    long long since = 0;
    if (atomic_compare_exchange_strong(&first, &since, now)) {
        unsigned char number = (unsigned char)signal;
        (void)!write(ends[1], &number, 1);
    } else if (now - since > onceWithin) {
        // It is blocked until this returns, and then ends the program.
        struct sigaction action = {.sa_handler = SIG_DFL};
        sigaction(signal, &action, NULL);
        raise(signal);
    }
    errno = before;
}

void adapt_heed_signals(void) {
    if (pipe(ends) != 0) { return; }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    static const int asked[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        struct sigaction action, before;
        if (sigaction(asked[i], NULL, &before) != 0 || before.sa_handler == SIG_IGN) { continue; }
        action.sa_handler = note;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        sigaction(asked[i], &action, NULL);
    }
}

int adapt_next_signal(void) {
    unsigned char number = 0;
    ssize_t count;
    do { count = read(ends[0], &number, 1); } while (count < 0 && errno == EINTR);
    // Without a pipe none ever comes.
    while (count != 1) { pause(); }
    return number;
}
