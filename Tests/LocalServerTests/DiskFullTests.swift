import Testing

@testable import LocalServer

@Suite("A disk without room")
struct DiskFullTests {
    @Test("is known by each way in which PostgreSQL says so, and by no other fault")
    func words() {
        for said in [
            "PANIC:  could not write to file \"pg_wal/xlogtemp.7\": No space left on device",
            """
            ERROR:  could not write block 21 in file "base/16384/1249": wrote only 4096 of 8192 bytes
            HINT:  Check free disk space.
            """,
        ] {
            #expect(Start.saysDiskFull(said))
        }
        #expect(!Start.saysDiskFull("FATAL:  lock file \"postmaster.pid\" already exists"))
        for said in ["could not write to output file", "could not close archive file"] {
            for cause in ["No space left on device", "Disk quota exceeded", "File too large"] {
                #expect(DumpPrograms.saysOutputFull("pg_dump: error: \(said): \(cause)"))
            }
            #expect(!DumpPrograms.saysOutputFull("pg_dump: error: \(said): Input/output error"))
        }
        #expect(!DumpPrograms.saysOutputFull("ERROR:  could not extend file \"base/5/1\": No space left on device"))
    }

    @Test("nothing that stops the server is advised while it might not come up again")
    func advice() {
        let server = LocalServer(LocalServer.Configuration(home: "/nowhere/home"))
        let full = server.room(2 << 20, hasReserve: false)
        #expect(full.map(\.isFault) == [true])
        #expect(full.first?.message.contains("nearly full: 2 MB are free, 256 are needed") == true)
        #expect(full.first?.fix.contains("leave the server running") == true)
        #expect(server.room(1 << 30, hasReserve: false).map(\.fix) == ["adapt db stop; adapt db start"])
        #expect(server.room(1 << 30, hasReserve: true).isEmpty && server.room(nil, hasReserve: true).isEmpty)
    }
}
