import Glibc

/// Room kept for the day the disk is full: a server that died of it needs room to recover.
struct Reserve {
    let layout: Layout
    let account: Account

    static let bytes: off_t = 32 << 20
    /// Made only where it does not itself make the disk full.
    static let spare: UInt64 = 256 << 20

    /// Makes the reserve where it is missing and there is plenty of room; it is never worth a failure.
    func make() {
        var disk = statvfs()
        guard !Files.exists(layout.reserve), statvfs(layout.home, &disk) == 0,
            UInt64(disk.f_bavail) * UInt64(disk.f_frsize) > Self.spare
        else { return }
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(layout.reserve, flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, Self.bytes) == 0, Files.give(descriptor, to: account) else {
            unlink(layout.reserve)
            return
        }
    }

    /// Gives the room back; false when there was none to give.
    func release() -> Bool { unlink(layout.reserve) == 0 }
}
