import AdaptCLI
import CMemory
import Glibc

// libpq would hand these on to the server, over what the program itself sets: how values are written is not the user's to say.
for name in ["PGDATESTYLE", "PGTZ"] { unsetenv(name) }
adapt_return_large_buffers()
let status = await Program(.process()).run(Array(CommandLine.arguments.dropFirst()))
// Nothing is buffered any more, and the some 25 libraries of libpq need no taking down.
_exit(status)
