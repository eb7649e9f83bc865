import ArgumentParser

/// Whether a backup may hold what adapt does not make, and lack what it makes.
struct TrustOptions: ParsableArguments {
    @Flag(help: "Take it as it stands: your own backup of another version, or what your administrator added to it.")
    var trusted = false
}
