import AdaptCLI
import Glibc

let status = await Program(.process()).run(Array(CommandLine.arguments.dropFirst()))
// Nothing is buffered any more, and the some 25 libraries of libpq need no taking down.
_exit(status)
