import Glibc
import TestSupport
import Testing

@Suite("The built program")
struct BuiltBinaryTests {
    @Test("answers in a pipe as it does in a test, with the same bytes and statuses")
    func sameAsInProcess() async throws {
        try await Shell.sample { shell in
            let binary = BuiltBinary(url: shell.url)
            for line in [
                "compare hockey-star/en hockey-star/es", "compare hockey-star/en hockey-star/es --format json",
                "export reach --week 2026-W02", "series list --format csv", "reach --week 2026-W54", "compar",
                "compare hockey-star/en hockey-star/es --exit-code", "--version",
            ] {
                let (built, here) = (try await binary.run(line), await shell.run(line))
                #expect(built.status == here.status, "\(line): \(built.errors)")
                #expect(built.output == here.output, "\(line)")
                #expect(built.errors == here.errors, "\(line)")
            }
        }
    }

    @Test("arguments that are not UTF-8 are refused by their number")
    func invalidArgument() async throws {
        try await Shell.empty { shell in
            let words = ["series", "add", "x", "--title"].map { Array($0.utf8) } + [[0x61, 0xFF, 0x62]]
            let result = try await BuiltBinary(url: shell.url).run(words)
            #expect(result.status == 64)
            #expect(result.errors.contains("argument 5 is not UTF-8"))
        }
    }

    @Test("today is that of the place where the user is: what came out there this morning is not of tomorrow")
    func localToday() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var far = time(nil) + 14 * 3600
                var date = tm()
                gmtime_r(&far, &date)
                let today =
                    "\(date.tm_year + 1900)-\(date.tm_mon < 9 ? "0" : "")\(date.tm_mon + 1)-"
                    + "\(date.tm_mday < 10 ? "0" : "")\(date.tm_mday)"
                let row = "hockey-star/es,impressions,socialpeta-2026-w02,2026-03-02,2026-03-02,7,\(today)\n"
                let file = try directory.write("edition,metric,source,from,until,value,published\n" + row, to: "r.csv")
                var (east, west) = (BuiltBinary(url: shell.url), BuiltBinary(url: shell.url))
                // Signs are those of POSIX: hours to be added for UTC.
                (east.variables, west.variables) = (["TZ=EAST-14"], ["TZ=WEST+12"])
                #expect(try await east.run("import reach \(file) --dry-run").status == 0)
                let refused = try await west.run("import reach \(file) --dry-run")
                #expect(refused.status == 65)
                #expect(refused.errors.contains("published \(today) is after today"))
            }
        }
    }

    @Test("a full disk under the output is an error, never a short file taken for whole")
    func fullDisk() async throws {
        try await Shell.sample { shell in
            for line in [
                "series list --output /dev/full", "export reach --week 2026-W02 --format csv -o /dev/full",
                "series list --format xlsx -o /dev/full", "doctor --bundle /dev/full",
            ] {
                let result = try await BuiltBinary(url: shell.url).run(line)
                #expect(result.status == 66)
                #expect(
                    result.errors.hasSuffix(
                        "adapt: file \"/dev/full\" cannot be written: no space left on device\n"
                            + "hint: make room there (df -h), or name a file on another disk\n"),
                    "\(line): \(result.errors)")
            }
        }
    }
}
