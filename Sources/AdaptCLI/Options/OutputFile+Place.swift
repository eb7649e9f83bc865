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
}
