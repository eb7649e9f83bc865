import Dispatch
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("What was done before a command came to no good end")
struct DoneTests {
    @Test("where the confirmation cannot be printed, what was recorded is told all the same")
    func confirmation() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                func run(_ line: String) -> (status: Int32, errors: String) {
                    let place = "ADAPT_DATABASE_URL='\(shell.url)' ADAPT_AUTHOR=mia"
                    let ending = system("\(place) '\(BuiltBinary.path)' \(line) 2> '\(directory.path)/errors'")
                    return ((ending >> 8) & 0xFF, directory.read("errors") ?? "")
                }
                let (full, closed) = ("no space left on device", "bad file descriptor")
                let file = try directory.write(FaultyFile.header + FaultyFile.row + "5\n", to: "f.csv")
                for (line, operation, reason) in [
                    ("set hockey-star/es male_lead.nature=vain > /dev/full", 3, full), ("undo >&-", 4, closed),
                    ("import reach '\(file)' > /dev/full", 5, full),
                ] {
                    let result = run(line)
                    #expect(result.status == 66, "\(line): \(result.errors)")
                    #expect(
                        result.errors.hasSuffix(
                            "adapt: operation \(operation) was recorded; its confirmation cannot be written: \(reason)\n"
                                + "hint: adapt log shows what was recorded\n"), "\(line): \(result.errors)")
                }
                for line in ["series list > /dev/full", "undo --dry-run > /dev/full"] {
                    let result = run(line)
                    #expect(result.status == 66)
                    #expect(result.errors.hasSuffix("adapt: output cannot be written: \(full)\n"), "\(result.errors)")
                }
                #expect(try await rowCounts(shell.url)["operation"] == 5)
                let limit = run("db limit adapt_edit --market mx > /dev/full")
                #expect(
                    limit.status == 66 && limit.errors.contains("adapt_edit may change editions of mx; its confirm"))
                let backup = run("db backup '\(directory.path)/a.dump' > /dev/full")
                #expect(backup.status == 66)
                #expect(backup.errors.contains("a.dump\" is whole; its confirmation"), "\(backup.errors)")
            }
        }
    }

    @Test("what comes through a pipe is not read again: it is told why it failed, not that the file is empty")
    func pipe() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run(
                """
                create sequence adapt.tries;
                create function adapt.fail() returns trigger language plpgsql as $$ begin
                    perform nextval('adapt.tries');
                    raise exception 'made on purpose' using errcode = '40P01';
                end $$;
                create trigger fail before insert on adapt.operation for each row execute function adapt.fail()
                """)
            try await TemporaryDirectory.with { directory in
                let text = FaultyFile.header + FaultyFile.row + "5\n"
                let file = try directory.write(text, to: "f.csv")
                let pipe = directory.path + "/pipe"
                try #require(mkfifo(pipe, 0o600) == 0)
                DispatchQueue.global().async {
                    let end = open(pipe, O_WRONLY)
                    _ = write(end, text, text.utf8.count)
                    close(end)
                }
                for (path, tries) in [(pipe, 1), (file, 6)] {
                    let result = await shell.run(["import", "reach", path])
                    #expect(result.status == 75, "\(result.errors)")
                    #expect(result.errors.contains("somebody else changed the same thing"), "\(result.errors)")
                    let tried = try await connection.query("select last_value from adapt.tries")[0].get(0, as: Int.self)
                    #expect(tried == tries)
                }
            }
            await connection.close()
        }
    }
}
