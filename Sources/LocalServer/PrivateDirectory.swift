import Glibc

extension Files {
    /// Makes a directory of mode 0700 that belongs to `account`, or checks that it is one.
    /// A link in its place is refused, and so is a directory of somebody else.
    static func makePrivateDirectory(_ path: String, account: Account) throws {
        let made = mkdir(path, 0o700) == 0
        if !made, errno != EEXIST { throw cannotMake(path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == ENOTDIR {
                throw LocalServerError(
                    .pathUnusable, "path \"\(path)\" is no directory (links are not followed)",
                    hint: "ls -ld '\(path)'")
            }
            throw failure("directory", path, "cannot be opened")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("directory", path, "cannot be read") }
        // Root's own directory is one we made, here or in a start that was killed just before the next line.
        let ours = status.st_uid == account.uid || (status.st_uid == 0 && geteuid() == 0)
        guard ours else {
            let owner = Account.identified(status.st_uid)?.name ?? "uid \(status.st_uid)"
            throw LocalServerError(
                .notPermitted, "directory \"\(path)\" belongs to \"\(owner)\", not to \"\(account.name)\"",
                hint: "ls -ld '\(path)'")
        }
        if status.st_uid != account.uid, !give(descriptor, to: account) {
            throw failure("directory", path, "cannot be given to \"\(account.name)\"")
        }
        if status.st_mode & 0o777 != 0o700, fchmod(descriptor, 0o700) != 0 {
            throw failure("directory", path, "cannot be made private")
        }
    }

    /// Says which directory on the way refused, and why.
    static func cannotMake(_ path: String) -> LocalServerError {
        let number = errno
        return LocalServerError(
            kind(of: number), "directory \"\(path)\" cannot be made in \"\(parent(path))\": \(reason(number))",
            hint: "ls -ld '\(parent(path))'")
    }
}
