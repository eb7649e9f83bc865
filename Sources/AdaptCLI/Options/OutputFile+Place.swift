import AdaptModel
import Glibc

/// What the name of an output leads to.
extension OutputFile {
    /// Which of the output's streams a file is; nil: none of them.
    static func stream(_ file: stat) -> Int32? {
        [STDOUT_FILENO, STDERR_FILENO].first { number in
            var open = stat()
            return fstat(number, &open) == 0 && (open.st_dev, open.st_ino) == (file.st_dev, file.st_ino)
        }
    }

    /// What a path names where links are followed; itself where nothing has the name. Throws a `Refusal` (missing file)
    /// where it is a link to nothing: what it should name is not known, and the link is somebody's.
    static func linked(_ path: String) throws -> String {
        guard let found = realpath(path, nil) else {
            var link = stat()
            guard lstat(path, &link) != 0 || link.st_mode & S_IFMT != S_IFLNK else {
                throw Refusal(
                    .missingFile, "file \"\(path)\" is a link that leads to no file", hint: "name the file itself")
            }
            return path
        }
        defer { free(found) }
        return String(cString: found)
    }

    /// Throws a `Refusal`: rule where a file has the name already, missing file where none may have it: also the name
    /// that it has until it is whole must not be too long.
    static func require(newName path: String) throws {
        if access(path, F_OK) == 0 { throw isThere(path) }
        if access(path + ".XXXXXX", F_OK) != 0, errno == ENAMETOOLONG { throw failed(path) }
    }

    /// A name that a file has already.
    static func isThere(_ path: String) -> Refusal {
        Refusal(.rule, "file \"\(path)\" is there already", hint: "choose another name")
    }

    /// A file that cannot be written for a `cause`, an error number of the system.
    static func failed(_ path: String, _ cause: Int32 = errno) -> Refusal {
        Refusal(
            .missingFile, "file \"\(path)\" cannot be written: \(String(cString: strerror(cause)).lowercased())",
            hint: [ENOSPC, EDQUOT, EFBIG].contains(cause)
                ? "make room there (df -h), or name a file on another disk" : nil)
    }

    /// Makes the name of a file survive a power cut.
    static func syncDirectory(of path: String) throws {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed(directory) }
    }

    /// Makes a directory for the user alone, with those above it.
    static func makeDirectory(_ path: String) throws {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw failed(made) }
        }
    }
}
