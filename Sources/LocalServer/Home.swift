import Glibc

/// The directory of everything: made, given to the server's account, and checked before anything
/// is written, because a path problem shows in PostgreSQL's own words only as a failed start.
struct Home {
    let layout: Layout
    let account: Account

    /// Makes home, so that the lock can be taken in it.
    func prepare(asWritten: String) async throws {
        guard asWritten.hasPrefix("/"), layout.home != "/" else {
            throw LocalServerError(
                .pathUnusable, "directory \"\(asWritten)\" is not an absolute path of its own",
                hint: "name one like /var/lib/adapt")
        }
        guard !asWritten.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw LocalServerError(.pathUnusable, "directory \"\(asWritten)\" has a control character in it")
        }
        try refuseLink()
        try makeParents()
        try await checkParents()
        try checkContents()
        try Files.makePrivateDirectory(layout.home, account: account)
    }

    /// Makes what the server needs beside its data. Under the lock.
    func furnish() throws {
        try Files.makePrivateDirectory(layout.log, account: account)
        try SocketDirectory.prepare(layout, account: account)
    }

    /// As root we work in it on behalf of another account: a link could be changed under our hands.
    private func refuseLink() throws {
        var status = stat()
        guard lstat(layout.home, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
        throw LocalServerError(
            .pathUnusable, "directory \"\(layout.home)\" is a link, which is not followed",
            hint: "name what it leads to: ADAPT_HOME='\(Files.canonical(layout.home))'")
    }

    private func makeParents() throws {
        var path = ""
        for component in Files.parent(layout.home).split(separator: "/") {
            path += "/" + component
            if let status = Files.status(path) {
                guard status.st_mode & S_IFMT == S_IFDIR else {
                    throw LocalServerError(
                        .pathUnusable,
                        "path \"\(path)\" is a file, so that \"\(layout.home)\" cannot be a directory in it",
                        hint: "set ADAPT_HOME to a directory elsewhere")
                }
                continue
            }
            guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Files.cannotMake(path) }
        }
    }

    /// A directory with other people's files is not made ours (and not made 0700) by a slip of the hand.
    private func checkContents() throws {
        guard !Files.exists(layout.versionFile), Files.exists(layout.home) else { return }
        guard let names = Files.names(layout.home) else {
            throw Files.failure("directory", layout.home, "cannot be read")
        }
        let strange = names.filter { !Layout.ownNames.contains($0) && $0 != "lost+found" }
        guard let first = strange.min() else { return }
        throw LocalServerError(
            .pathUnusable, "directory \"\(layout.home)\" is in use: it holds \"\(first)\" and no database",
            hint: "name a directory that is empty or does not exist")
    }

    /// As root we can enter what the server's account cannot: /root, for one.
    private func checkParents() async throws {
        guard geteuid() == 0 else { return }
        var path = "/"
        for component in Files.parent(layout.home).split(separator: "/") {
            path += (path == "/" ? "" : "/") + component
            guard let status = Files.status(path), !searchable(status) else { continue }
            // Groups and access lists may still allow what the mode alone does not: ask the system.
            let server = ServerProcess(account: account, directory: "/")
            let answer = try await server.run("/usr/bin/test", ["-x", path], deadline: .seconds(10))
            if answer.succeeded { continue }
            throw LocalServerError(
                .notPermitted,
                "directory \"\(path)\" cannot be entered by user \"\(account.name)\", who runs the server of "
                    + "\"\(layout.home)\"",
                hint: "choose a directory elsewhere, or: chmod o+x '\(path)'")
        }
    }

    private func searchable(_ status: stat) -> Bool {
        if status.st_uid == account.uid { return status.st_mode & 0o100 != 0 }
        if status.st_gid == account.gid { return status.st_mode & 0o010 != 0 }
        return status.st_mode & 0o001 != 0
    }
}
