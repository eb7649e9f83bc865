import AdaptCLI
import CArguments
import CMemory
import CSignals
import Glibc

// libpq would hand these on to the server, over what the program itself sets: how values are written is not the user's
// to say.
for name in ["PGDATESTYLE", "PGTZ"] { unsetenv(name) }
// Who was started with a stream closed is told so: nothing else takes its number.
for stream in 0...2 where fcntl(Int32(stream), F_GETFD) < 0 { _ = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY) }
adapt_return_large_buffers()
var words: [String] = []
while let word = adapt_argument(Int32(words.count + 1)) { words.append(String(cString: word)) }
let program = Program(.process)
// Nothing is buffered any more at the end, and the some 25 libraries of libpq need no taking down.
let reading = program.read(words)
if let status = reading.status { _exit(status) }
adapt_heed_signals()
_exit(await program.finish(reading, Interruption { adapt_next_signal() }))
