import AdaptCLI
import Glibc

let status = await Program(.process()).run(Array(CommandLine.arguments.dropFirst()))
exit(status)
