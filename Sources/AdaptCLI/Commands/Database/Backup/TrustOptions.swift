import ArgumentParser

/// Whether a backup may run what adapt does not make.
struct TrustOptions: ParsableArguments {
    @Flag(help: "Run also what this adapt does not make: additions of your administrators, other versions.")
    var trusted = false
}
