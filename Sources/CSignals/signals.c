#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/// A handler may do little more than write a byte; who waits reads it.
static int ends[2] = {-1, -1};

static void note(int signal) {
    int before = errno;
    unsigned char number = (unsigned char)signal;
    (void)!write(ends[1], &number, 1);
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
        action.sa_flags = SA_RESTART | SA_RESETHAND;
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
