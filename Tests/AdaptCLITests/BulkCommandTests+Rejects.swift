import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

/// Where bad rows may go.
extension BulkCommandTests {
    @Test("bad rows come back as CSV that goes in once it is mended; where it cannot be written, nothing goes in")
    func rejects() async throws {
        try await Self.with("series;code;title;market\nhockey-star;a;=A;mars\nhockey-star;b;B;us\n") {
            shell, directory, file in
            let before = try await rowCounts(shell.url)
            let lost = await shell.run("import editions \(file) --rejects \(directory.path)/none/bad.csv")
            #expect(lost.status == 66)
            #expect(try await rowCounts(shell.url) == before)
            let bad = directory.path + "/bad.csv"
            let result = await shell.run("import editions \(file) --rejects \(bad) --format json")
            #expect(result.status == 0)
            #expect(result.errors.contains("\(file):2:4: market \"mars\" is not known"))
            #expect(try JSONText(result.output)["refused"]?.int == 1)
            let text = try Self.text(bad)
            #expect(
                text.hasPrefix(
                    "series,code,title,market,fault\nhockey-star,a,=A,mars,\"market \"\"mars\"\" is not known"))
            try Self.write(text.replacing(",mars,", with: ",ca,"), to: bad)
            let rest = directory.path + "/rest.csv"
            let mended = await shell.run("import editions \(bad) --rejects \(rest)")
            #expect(mended.output.contains("editions: 1 new, 0 changed, 0 unchanged"))
            #expect(access(rest, F_OK) != 0)
        }
    }

    @Test("without bad rows there is no file of them, and one from before is emptied, also where a link names it")
    func noRejects() async throws {
        try await Self.with("series,code,title,market\nhockey-star,b,B,us\n") { shell, directory, file in
            let reach = try directory.write(FaultyFile.header + FaultyFile.row + "5\n", to: "reach.csv")
            let (bad, soft) = (directory.path + "/bad.csv", directory.path + "/soft.csv")
            try #require(symlink(bad, soft) == 0)
            for line in ["import editions \(file) --update", "import reach \(reach)"] {
                let done = await shell.run("\(line) --rejects \(bad)")
                #expect(done.status == 0 && access(bad, F_OK) != 0, "\(line): \(done.transcript)")
                try Self.write("of the week before\n", to: bad)
                let again = await shell.run("\(line) --rejects \(soft)")
                #expect(again.status == 0, "\(line): \(again.transcript)")
                #expect(try Self.text(bad) == "")
                var status = stat()
                #expect(lstat(soft, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
                unlink(bad)
            }
        }
    }

    @Test("bad rows never take the place of the file that they are from, by whatever name, nor go into a file \"-\"")
    func rejectsOntoItself() async throws {
        let editions = "series,code,title,market\nhockey-star,a,A,mars\nhockey-star,b,B,us\n"
        try await Self.with(editions) { shell, directory, file in
            let before = try await rowCounts(shell.url)
            let (soft, hard) = (directory.path + "/soft.csv", directory.path + "/hard.csv")
            #expect(symlink(file, soft) == 0 && link(file, hard) == 0)
            for what in ["editions", "elements", "creatives", "reach"] {
                for name in [file, directory.path + "/./in.csv", soft, hard, "-"] {
                    let refused = await shell.run("import \(what) \(file) --rejects \(name)")
                    #expect(refused.status == 64, "\(what) \(name)")
                    #expect(refused.errors.contains("--rejects bad.csv"), "\(refused.errors)")
                }
            }
            let bad = directory.path + "/bad.csv"
            #expect(link(file, bad) == 0)
            let refused = await shell.run("import editions \(bad) --rejects \(bad)")
            #expect(refused.status == 64 && refused.errors.contains("as in --rejects rejects.csv"), "\(refused.errors)")
            #expect(try Self.text(file) == editions)
            #expect(access("-", F_OK) != 0)
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("bad rows go into a regular file alone: nobody who writes waits for who reads a pipe")
    func rejectsIntoPipe() async throws {
        let editions = "series,code,title,market\nhockey-star,a,A,mars\nhockey-star,b,B,us\n"
        try await Self.with(editions) { shell, directory, file in
            let pipe = directory.path + "/pipe"
            try #require(mkfifo(pipe, 0o600) == 0)
            let before = try await rowCounts(shell.url)
            for what in ["editions", "elements", "creatives", "reach"] {
                for name in [pipe, directory.path] {
                    let refused = await shell.run("import \(what) \(file) --rejects \(name)")
                    #expect(refused.status == 64, "\(what) \(name)")
                    #expect(refused.errors.contains("\(name)\" is no regular file"), "\(refused.errors)")
                }
            }
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("where bad rows cannot be written, that is told before the work, of a dry run too, which leaves no file")
    func rejectsTriedFirst() async throws {
        try await Self.with("series,code,title,market\nhockey-star,b,B,us\n") { shell, directory, file in
            let (nowhere, bad) = (directory.path + "/none/bad.csv", directory.path + "/bad.csv")
            for what in ["editions", "reach"] {
                let refused = await shell.run("import \(what) \(file) --rejects \(nowhere) --dry-run")
                #expect(refused.status == 66, "\(refused.errors)")
                #expect(refused.errors.contains("\"\(nowhere)\" cannot be written"), "\(refused.errors)")
            }
            let before = TemporaryDirectory.names(directory.path).count
            #expect(await shell.run("import editions \(file) --rejects \(bad) --dry-run").status == 0)
            #expect(TemporaryDirectory.names(directory.path).count == before)
        }
    }

    @Test("bad rows that nobody wants may go nowhere")
    func rejectsNowhere() async throws {
        let editions = "series,code,title,market\nhockey-star,a,A,mars\nhockey-star,b,B,us\n"
        try await Self.with(editions) { shell, _, file in
            let done = await shell.run("import editions \(file) --rejects /dev/null")
            #expect(done.status == 0 && done.output.contains("editions: 1 new"), "\(done.transcript)")
            #expect(done.errors.contains("set aside in /dev/null"), "\(done.errors)")
            var status = stat()
            #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        }
    }

    @Test("bad rows go into the file that a link names, and the link stays")
    func rejectsByLink() async throws {
        let editions = "series,code,title,market\nhockey-star,a,A,mars\nhockey-star,b,B,us\n"
        try await Self.with(editions) { shell, directory, file in
            let (kept, soft) = (try directory.write("old\n", to: "kept.csv"), directory.path + "/soft.csv")
            try #require(symlink(kept, soft) == 0)
            let done = await shell.run("import editions \(file) --rejects \(soft)")
            #expect(done.status == 0, "\(done.errors)")
            #expect(try Self.text(kept).contains("mars"))
            var status = stat()
            #expect(lstat(soft, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        }
    }
}
