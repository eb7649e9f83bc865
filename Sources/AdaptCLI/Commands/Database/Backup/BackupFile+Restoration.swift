import AdaptModel
import AdaptService
import LocalServer

extension BackupFile {
    /// A restore of it on the server that the programs are for. `isTrusted`: what adapt does not make is run all the
    /// same. `elsewhere`: where what adapt makes is looked up if the database that it goes into is not empty.
    func restoration(
        by programs: DumpPrograms, isTrusted: Bool = false, elsewhere scratch: ScratchDatabase
    ) -> RestoreBackup {
        let ours = RestoreBackup.Programs(
            script: { read in
                do {
                    try await programs.script(of: self.descriptor, read)
                } catch let error as LocalServerError where error.kind == .inputFaulty {
                    throw Refusal(
                        .input, "backup \"\(self.path)\" cannot be read: \(error.message)", hint: "use another backup")
                }
            },
            schema: { database, extensions, read in
                try await programs.script(ofSchema: "adapt", extensions: extensions, database: database, read)
            },
            elsewhere: { body in try await scratch.made(body) })
        return RestoreBackup(manifest, by: ours, isTrusted: isTrusted) { Streams.current.warn("adapt: \($0)") }
    }
}
