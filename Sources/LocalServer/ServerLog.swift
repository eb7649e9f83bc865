import Glibc

/// What the server wrote since a moment: the part of its log that belongs into an error.
struct ServerLog {
    private let directory: String
    private let sizes: [String: off_t]

    /// Remembers where the log ends now.
    init(_ layout: Layout) {
        directory = layout.log
        var sizes: [String: off_t] = [:]
        for name in Files.names(directory) ?? [] {
            sizes[name] = Files.status("\(directory)/\(name)")?.st_size
        }
        self.sizes = sizes
    }

    /// The text written since then, of all files, cut to the last lines by the error that quotes it.
    var news: String {
        (Files.names(directory) ?? []).sorted().reversed().compactMap { name in
            let path = "\(directory)/\(name)"
            let size = Files.status(path)?.st_size ?? 0
            let start = max(sizes[name] ?? 0, size - 8_192)
            // A file that shrank was begun anew.
            return Files.read(path, limit: 8_192, from: start > size ? 0 : start)
        }.joined()
    }
}
