import Glibc
import Synchronization
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Secrets")
struct SecretTests {
    static let sentinel = "SENTINEL-\(getpid())-sesame"

    @Test("a password on the command line is refused, whatever form it has, and not repeated")
    func refused() async throws {
        let shell = Shell(url: "")
        for url in [
            "postgresql://mia:SECRET@db.example/adapt", "postgres://mia:SECRET@db.example/adapt",
            "postgresql://:SECRET@/adapt",
            "postgresql://db.example/adapt?user=mia&password=SECRET", "postgresql://db.example/?sslpassword=SECRET",
            "host=db.example password=SECRET", "host=db.example password = 'SECRET'", "host=h PASSWORD=SECRET",
            "postgresql://db.example/adapt?p%61ssword=SECRET", "postgresql://db.example/adapt?x=y&SSLP%41SSWORD=SECRET",
            "postgresql://mia%3ASECRET@db.example/adapt", "postgresql://mia%3aSECRET@db.example/adapt",
            "postgresql://db.example/adapt?oauth_client_secret=SECRET", "host=h scram_client_key=SECRET",
            "postgresql://mia:SE/CR@ET@db.example/adapt", "POSTGRESQL://mia:SECRET@db.example/adapt",
        ] {
            let word = url.replacing("SECRET", with: Self.sentinel)
            for words in [["series", "list", "--database", word], ["series", "list", "--database=\(word)"]] {
                let result = await shell.run(words)
                #expect(result.status == 64, "\(url): \(result.errors)")
                #expect(result.errors.contains("can be read by everybody on this machine"))
                #expect(result.errors.contains("hint: set ADAPT_DATABASE_URL, or keep the password in ~/.pgpass"))
                #expect(!result.errors.contains("sesame") && !result.errors.contains("CR@ET"))
            }
        }
        let elsewhere = await shell.run(["search", "postgresql://mia:\(Self.sentinel)@h/d"])
        #expect(elsewhere.status == 64)
    }

    @Test("a password among the words for psql is refused, and SQL that speaks of one is not")
    func psql() async throws {
        let secret = Self.sentinel
        for words in [
            ["host=db.example password=\(secret)"], ["-d", "user='a b' password = \(secret)"],
            ["-dpassword=\(secret)"], ["--dbname=host=h sslpassword=\(secret)"],
            ["-At", "postgresql://h/d?p%61ssword=\(secret)"],
        ] {
            let result = await Shell(url: "").run(["db", "psql"] + words)
            #expect(result.status == 64, "\(words): \(result.errors)")
            #expect(result.errors.contains("can be read by everybody") && !result.errors.contains("sesame"))
        }
        try await Shell.sample { shell in
            let sql = "select 1 where 'password=x' <> current_user or password = 'y' from (values ('z')) v(password)"
            let asked = try await BuiltBinary(url: shell.url).run(
                ["db", "psql", "-X", "-c", sql].map { Array($0.utf8) })
            #expect(asked.status == 1 && asked.errors.contains("syntax error"), "\(asked.errors)")
        }
    }

    @Test("a password that became a part of the user's name is not repeated")
    func encodedColon() async throws {
        try await Shell.sample { shell in
            let at = try #require(shell.url.lastIndex(of: "@"))
            let url = String(shell.url[..<at]) + "%3Ageheim" + String(shell.url[at...])
            for line in ["series list", "db status", "doctor"] {
                let result = await Shell(url: url).run(line)
                #expect(result.status == 69, "\(result.errors)")
                #expect(
                    result.transcript.contains(":***") && !result.transcript.contains("geheim"), "\(result.transcript)")
            }
        }
    }

    @Test("what is shown of a connection string has no password in it, and is otherwise as it was")
    func shown() {
        let pairs = [
            ("postgresql://mia:x@h:5432/d?sslmode=require", "postgresql://mia@h:5432/d?sslmode=require"),
            ("postgresql://mia@h/d", "postgresql://mia@h/d"),
            ("postgresql:///d?host=/run&password=x", "postgresql:///d?host=/run"),
            ("postgresql://mia:a@b@h/d", "postgresql://mia@h/d"), ("host=h password=x dbname=d", "host=h dbname=d"),
            ("host=h password='x \\' y' dbname=d", "host=h dbname=d"), ("", ""),
            ("postgresql://mia:a/b@h/d", "postgresql://mia@h/d"), ("postgresql://mia%3Ax@h/d", "postgresql://mia@h/d"),
            ("postgresql://h/d?p%61ssword=x&sslmode=require", "postgresql://h/d?sslmode=require"),
            ("host=h password=a\\ b dbname=d", "host=h dbname=d"),
            ("postgresql://h/d?oauth%5Fclient_secret=x&sslmode=require", "postgresql://h/d?sslmode=require"),
            ("host=h scram_server_key = 'x y' dbname=d", "host=h dbname=d"),
            ("postgresql://h/d?application_name=a@b", "postgresql://h/d?application_name=a@b"),
        ]
        for (url, shown) in pairs { #expect(DatabaseURL.shown(url) == shown) }
    }

    @Test(
        "a secret in every place that takes one comes out nowhere: outputs, logs, backups, bundle, the table of processes"
    )
    func nowhere() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let secret = Self.sentinel
                // The server of the tests asks for no password, so that one may be given all the same.
                let at = try #require(shell.url.lastIndex(of: "@"))
                let url = String(shell.url[..<at]) + ":\(secret)" + String(shell.url[at...]) + "?sslpassword=\(secret)"
                var own = Shell(url: url)
                own.environment = ["PGPASSWORD": secret, "HOME": directory.path, "PATH": "/usr/bin:/bin"]
                _ = try directory.write("*:*:*:*:\(secret)\n", to: ".pgpass")
                chmod(directory.path + "/.pgpass", 0o600)
                let watch = ProcessWatch(for: secret)
                var told = ""
                for words in [
                    ["db", "status"], ["db", "status", "--format", "json"], ["doctor"],
                    ["doctor", "--bundle", directory.path + "/b.txt"],
                    ["series", "list"], ["set", "hockey-star/es", "male_lead.nature=vain"],
                    ["db", "backup", directory.path + "/b.dump"],
                    ["db", "drill"], ["import", "reach", "/nowhere.csv"], ["undo"], [], ["check"], ["db", "roles"],
                ] {
                    let result = await own.run(words)
                    told += result.transcript
                    #expect([0, 66, 69].contains(result.status), "\(words): \(result.errors)")
                }
                // Places where nothing answers, or where the URL itself cannot be read.
                for broken in [
                    "postgresql://mia:\(secret)@127.0.0.1:1/d", "postgresql://mia:\(secret)@no.such.host.invalid/d",
                    "postgresql://mia:\(secret)/x@h:abc/d", "postgresql://mia:\(secret)%zz@h/d",
                    "host=/nowhere password=\(secret)",
                    "postgresql://mia:\(secret)@h/d?no_such_parameter=1", "host=/nowhere password='\(secret)",
                ] {
                    for words in [
                        ["series", "list"], ["db", "status"], ["doctor"], ["db", "backup", directory.path + "/c.dump"],
                    ] {
                        let result = await Shell(url: broken).run(words)
                        #expect(result.status != 0 && result.status != 70, "\(words) \(result.errors)")
                        told += result.transcript
                    }
                }
                let seen = await watch.stop()
                #expect(seen.hits == [], "\(seen.hits)")
                #expect(seen.looks > 20)
                #expect(!told.contains("sesame"))
                let kept = TemporaryDirectory.names(directory.path).filter { $0 != ".pgpass" }
                #expect(kept.contains("b.txt") && kept.contains("b.dump") && kept.contains("b.dump.manifest"))
                for name in kept {
                    let bytes = BackupTests.bytes(of: directory.path + "/" + name)
                    #expect(!String(decoding: bytes, as: UTF8.self).contains("sesame"), "\(name)")
                }
                if let (run, _) = LineProxy.place(of: shell.url) {
                    let log = String(run.dropLast("/run".count)) + "/log"
                    let names = TemporaryDirectory.names(log)
                    #expect(!names.isEmpty)
                    for name in names {
                        let bytes = BackupTests.bytes(of: log + "/" + name)
                        #expect(!String(decoding: bytes, as: UTF8.self).contains("sesame"), "\(name)")
                    }
                }
                Figures.note("T42", "secret in every input", "0 hits, \(seen.looks) looks at all processes")
            }
        }
    }
}

/// Looks at the arguments of every process, a hundred times a second, for a text.
struct ProcessWatch: Sendable {
    private let task: Task<(hits: [String], looks: Int), Never>

    init(for text: String) {
        task = Task.detached {
            var (hits, looks) = ([String](), 0)
            // One for all: to make it takes longer than to look.
            var block = [UInt8](repeating: 0, count: 1 << 16)
            while !Task.isCancelled {
                for name in TemporaryDirectory.names("/proc") where Int(name) != nil {
                    let file = open("/proc/\(name)/cmdline", O_RDONLY)
                    guard file >= 0 else { continue }
                    let count = read(file, &block, block.count)
                    close(file)
                    guard count > 0 else { continue }
                    let line = String(decoding: block[..<count], as: UTF8.self)
                    if line.contains(text) { hits.append(line) }
                }
                looks += 1
                do { try await Task.sleep(for: .milliseconds(10)) } catch { break }
            }
            return (hits, looks)
        }
    }

    func stop() async -> (hits: [String], looks: Int) {
        task.cancel()
        return await task.value
    }
}
