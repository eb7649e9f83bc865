import TestSupport
import Testing

/// A command that is refused: the exit status, and what the message must say.
struct Refused: Sendable {
    let line: String
    let status: Int32
    let says: [String]

    init(_ line: String, _ status: Int32, _ says: String...) {
        self.line = line
        self.status = status
        self.says = says
    }
}

extension Refused {
    static let commands: [Refused] = [
        Refused("compar a b", 64, "\"compar\" is no command", "compare"),
        Refused("edition shwo x", 64, "\"edition shwo\" is no command", "show"),
        Refused("compare hockey-star/en", 64, "compare needs two editions", "hockey-star/en --against-parent"),
        Refused("compare hockey-star en es ko", 64, "compare needs two", "side by side: adapt compare hockey-star"),
        Refused("compare", 64, "compare needs two editions", "adapt compare hockey-star/en hockey-star/es"),
        Refused("compare hockey-star/en hockey-sta/es", 2, "series \"hockey-sta\" is not known", "hockey-star?"),
        Refused(
            "compare hockey-star/en hockey-star/fr", 2, "edition \"hockey-star/fr\" is not registered", "hockey-star/es"
        ),
        Refused("compare hockey-star/en@1 hockey-star/es@9", 2, "no revision 9", "its last is 1"),
        Refused("compare hockey-star/en@x hockey-star/es", 64, "neither a revision nor a day"),
        Refused("compare my-assertive-lover my-assertive-lover/us", 2, "\"my-assertive-lover\" has no one source"),
        Refused("edition show hockey-star//es", 64, "is not written as one"),
        Refused("register hockey-star --market xx --title T", 2, "market \"xx\" is not known", "adapt market add"),
        Refused("register hockey-star --title T", 64, "neither code, market nor language"),
        Refused("register hockey-star --market 001 --title T", 2, "market \"001\" is not known", "did you mean world?"),
        Refused("reach --week 2026-W02 --market 001", 2, "market \"001\" is not known", "did you mean world?"),
        Refused("register hockey-star --market '' --title T", 64, "market is empty", "leave it out"),
        Refused("edition edit hockey-star/es --market ' '", 64, "market is empty", "leave it out"),
        Refused("reach --week 2026-W02 --market ''", 64, "market is empty", "leave it out"),
        Refused("log --limit=-1", 64, "limit -1 lists nothing", "as in --limit 20"),
        Refused("search hockey --limit=-1", 64, "limit -1 lists nothing"),
        Refused(
            "set hockey-star/es 'male_lead.nature= '", 64, "value of \"male_lead.nature\" is only blanks",
            "adapt absent or adapt unknown"),
        Refused("bd status", 64, "\"bd\" is no command", "did you mean db?"),
        Refused("term list sprot", 2, "vocabulary \"sprot\" is not known", "did you mean sport?"),
        Refused(
            "term list treatment", 2, "vocabulary \"treatment\" is not in use yet",
            "adapt element edit PATH --vocabulary treatment"),
        Refused(
            "term list sport:ice_hockey", 2, "vocabulary \"sport:ice_hockey\" is not known",
            "adapt term show sport:ice_hockey"),
        Refused("term show sport:fútbol", 64, "is not written as", "did you mean sport:association_football?"),
        Refused("element list --kind chracter", 64, "kind \"chracter\" of elements is not known", "character?"),
        Refused(
            "element add plot.x --kind trop", 64, "kind \"trop\" of elements is not known", "did you mean trope?"),
        Refused(
            "element edit male_lead.sport --kind trop", 64, "kind \"trop\" of elements is not known",
            "did you mean trope?"),
        Refused(
            "element add male_lead.drink --kind character --vocabulary sprot", 2, "vocabulary \"sprot\" is not known",
            "did you mean sport? a new one begins with its first term: adapt term add sprot:CODE"),
        Refused(
            "set hockey-star/es male_lead.sport=footbal", 2, "no term of vocabulary \"sport\"",
            "did you mean sport:association_football?"),
        Refused(
            "set hockey-star/es male_lead.nature=sport:ice_hokey", 2, "no term of vocabulary \"sport\"",
            "did you mean sport:ice_hockey? add it with: adapt term add sport:ice_hokey"),
        Refused(
            "set hockey-star/es \"male_lead.sport=(absent)\"", 64,
            "value \"(absent)\" of \"male_lead.sport\" reads as a state",
            "adapt absent EDITION male_lead.sport"),
        Refused(
            "set hockey-star/es male_lead.nature=Kept", 64, "value \"Kept\" of \"male_lead.nature\" reads as a state",
            "adapt keep EDITION male_lead.nature"),
        Refused(
            "register hockey-star --market mx --title T --set male_lead.nature=unknown", 64, "reads as a state",
            "adapt unknown EDITION male_lead.nature"),
        Refused(
            "set hockey-star/es male_lead.nature=N/A", 64,
            "value \"N/A\" of \"male_lead.nature\" does not say what is meant",
            "adapt absent EDITION male_lead.nature says that it is not there, adapt unknown EDITION male_lead.nature"),
        Refused("set hockey-star/es male_lead.nature=?", 64, "value \"?\" of", "import elements, with state value"),
        Refused(
            "register hockey-star --market mx --title T --set male_lead.sport=-", 64,
            "value \"-\" of \"male_lead.sport\" does not say what is meant"),
        Refused(
            "register hockey-star --market mx --title T --set \"male_lead.sport=(Not recorded)\"", 64,
            "reads as a state",
            "adapt inherit"),
        Refused("register hockey-star --market mx", 64, "title of \"hockey-star/mx\" is missing"),
        Refused("register hockey-star --code es --title T", 2, "edition \"hockey-star/es\" is already registered"),
        Refused("register hockey-star --code \"E S\" --title T", 64, "\"E S\" is not a code", "e-s"),
        Refused("register hockey-star --market mx --language xqx --title T", 2, "language \"xqx\" does not exist"),
        Refused("register hockey-star --market mx --language spanish --title T", 64, "is not a BCP 47 tag"),
        Refused(
            "register hockey-star --market mx --title T --from fr --method dub", 2,
            "\"hockey-star/fr\" is not registered"),
        Refused("register hockey-star --market mx --title T --from es --method dubb", 64, "method \"dubb\"", "dub?"),
        Refused(
            "register hockey-star --market mx --title T --from second-life/ko --method dub", 2, "of another series",
            "--also-from"),
        Refused(
            "register hockey-star --market mx --title T --from es --keep male_lead.nature --reason local_taste", 64,
            "--reason needs --set", "say what differs"),
        Refused(
            "register hockey-star --market mx --title T --from es --method dub --set male_lead.spot=x", 2,
            "element \"male_lead.spot\" is not known", "male_lead.sport", "--new"),
        Refused(
            "register hockey-star --market mx --title T --from es --method dub --set male_lead.sport=kabaddi", 2,
            "no term of vocabulary \"sport\"", "adapt term add"),
        Refused("set hockey-star/es male_lead.nature", 64, "not written as PATH=VALUE"),
        Refused("set hockey-star/es male_lead.nature=VALUE", 64, "VALUE of \"male_lead.nature\" stands for what is to"),
        Refused("set hockey-star/es male_lead.nature=...", 64, "stands for what is to be said: write that"),
        Refused(
            "register hockey-star --market mx --title T --from es --method dub --set male_lead.nature=VALUE", 64,
            "stands for what is to be said"),
        Refused("set hockey-star/es \"a b=c\"", 64, "element \"a b\" is not a path"),
        Refused("set hockey-star/es male_lead.nature=x --reason taste", 64, "reason \"taste\"", "local_taste"),
        Refused("set hockey-star/es male_lead.nature=x --cite nowhere:1", 2, "source \"nowhere\" is not known"),
        Refused(
            "set hockey-star/es male_lead.nature=x --if-revision 7", 2,
            "edition \"hockey-star/es\" has no revision 7 yet: it is at 1\nhint: look at it with: adapt edition show "
                + "hockey-star/es; then repeat with --if-revision 1\n"),
        Refused("set hockey-star/es male_lead.nature=x --if-revision 99999999999", 2, "no revision 99999999999 yet"),
        Refused("keep hockey-star/en male_lead.sport", 2, "cannot be kept"),
        Refused("edition edit hockey-star/en --from es", 2, "its own ancestor", "descends"),
        Refused("edition edit hockey-star/es --market atlantis", 2, "market \"atlantis\" is not known"),
        Refused("edition edit hockey-star/es --title T --if-revision 2", 2, "has no revision 2 yet: it is at 1"),
        Refused("edition status hockey-star/es paused --if-revision 7", 2, "has no revision 7 yet: it is at 1"),
        Refused(
            "series edit hockey-star --title T --if-revision 99999999999", 2,
            "series \"hockey-star\" has no revision 99999999999 yet: it is at 1", "adapt series show hockey-star"),
        Refused(
            "edition status hockey-star/es --if-revision 1", 64, "--if-revision is of saying a status", "leave out"),
        Refused("edition status hockey-star/es proposed", 2, "cannot go from in_promotion to proposed", "paused"),
        Refused("edition status hockey-star/es paused --as-of 2026-01-01", 64, "--as-of is of asking"),
        Refused(
            "edition show hockey-star/es@2020-01-01", 2, "\"hockey-star/es\" was not registered yet", "registered at 20"
        ),
        Refused("edition edit hockey-star/es --id app:foo@12", 64, "ends like a revision or day", "@12"),
        Refused("series add hockey-star --title T", 2, "series \"hockey-star\" is already there"),
        Refused("market add gulf --territory AE QQ", 2, "territory \"QQ\" does not exist"),
        Refused(
            "term add sport:ice_hockey", 2, "term \"sport:ice_hockey\" is already there",
            "adapt term label sport:ice_hockey"),
        Refused(
            "term rename sport:ice_hockey sport:association_football", 2, "is already there",
            "where they are the same: adapt term merge sport:ice_hockey sport:association_football"),
        Refused(
            "term label sport:soccer --label pt=futebol", 2, "term \"sport:soccer\" is not known",
            "did you mean sport:association_football?"),
        Refused(
            "term merge Futbol sport:ice_hockey", 64, "term \"Futbol\" is not written as vocabulary:code",
            "did you mean sport:association_football?"),
        Refused(
            "element add male_lead.sport", 2, "element \"male_lead.sport\" is already there",
            "adapt element edit male_lead.sport"),
        Refused("reach --week 2026-W54", 64, "week \"2026-W54\" does not exist (2026 has 53 weeks)"),
        Refused("reach --week tomorrow", 64, "is not written as a week", "2026-W02"),
        Refused("reach --week 2026-W02 --metric views", 2, "no figures of metric \"views\""),
        Refused("import reach /nowhere/file.csv", 66, "cannot be read: no such file"),
        Refused("log --as-of yesterday", 64, "moment \"yesterday\" is not a day or time"),
        Refused("log --database postgresql://u:secret@h/db", 64, "password in --database"),
        Refused("log --database postgresql://127.0.0.1:1/none", 69, "database does not answer"),
    ]
}

@Suite("Refusals")
struct RefusalTests {
    @Test(
        "a refused command says what, where and what next, gives its exit status and writes nothing")
    func refused() async throws {
        try await Shell.sample { shell in
            let before = try await rowCounts(shell.url)
            for command in Refused.commands {
                let result = await shell.run(command.line)
                #expect(result.status == command.status, "\(command.line): \(result.errors)")
                for words in command.says {
                    #expect(result.errors.contains(words), "\(command.line): \(result.errors)")
                }
                #expect(result.errors.hasPrefix("adapt: "))
                #expect(result.output.isEmpty)
                for word in ["select ", "23505", "42P01", "secret"] { #expect(!result.errors.contains(word)) }
            }
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("a server that answers, and lets nobody in, is not told as one that is silent")
    func letsNobodyIn() async throws {
        try await TestServer.withDatabase(template: "bare") { url in
            let end = url.contains("?") ? "&" : "?"
            for (other, says) in [
                ("dbname=no_such_database", "adapt: server has no such database: "),
                ("user=no_such_role", "adapt: server refuses this user: "),
            ] {
                let result = await Shell(url: url + end + other).run("log")
                #expect(result.status == 69 && result.errors.hasPrefix(says), "\(other): \(result.errors)")
                #expect(result.errors.contains("\nhint: ") && !result.errors.contains("db status"), "\(result.errors)")
            }
        }
    }

    @Test("a faulty file is refused with line and column, and nothing of it is applied")
    func files() async throws {
        try await Shell.sample { shell in
            let before = try await rowCounts(shell.url)
            for file in FaultyFile.all {
                try await TemporaryDirectory.with { directory in
                    let path = try directory.write(file.content, to: "f.csv")
                    let result = await shell.run(["import", "reach", path])
                    #expect(result.status == 65, "\(file.name): \(result.errors)")
                    #expect(result.errors.contains(file.says), "\(file.name): \(result.errors)")
                }
            }
            #expect(try await rowCounts(shell.url) == before)
        }
    }
}

/// A file of figures that is refused, and what the message must say.
struct FaultyFile: Sendable {
    let name: String
    let content: String
    let says: String

    init(_ name: String, _ content: String, _ says: String) {
        self.name = name
        self.content = content
        self.says = says
    }
}

extension FaultyFile {
    static let header = "edition,metric,source,from,until,value\n"
    static let row = "hockey-star/es,impressions,socialpeta-2026-w02,2026-01-05,2026-01-05,"
    static let all: [FaultyFile] = [
        FaultyFile(
            "a missing column", "edition,metric,source,from,until\n", "f.csv:1: column \"value\", or \"low\" is missing"
        ),
        FaultyFile(
            "an unclosed quote", header + row + "\"5\n" + row + "5\n", "f.csv:2:6: quote is opened and never closed"),
        FaultyFile("a negative figure", header + row + "-5\n", "f.csv:2:6: figure \"-5\" is below 0"),
        FaultyFile("two readings", header + row + "1.234\n", "f.csv:2:6: figure \"1.234\" can be read in two ways"),
        FaultyFile("a damaged number", header + row + "4.25E+08\n", "f.csv:2:6: figure \"4.25E+08\" is not a number"),
        FaultyFile("NUL", header + row + "5\0\n", "f.csv:2:6: field holds a NUL character"),
        FaultyFile("a row too long", header + row + "5,6\n", "f.csv:2: row has 7 fields, the header 6"),
        FaultyFile("an empty file", "", "f.csv:1: file is empty"),
        FaultyFile(
            "overlapping windows",
            header + row + "5\n" + "hockey-star/es,impressions,socialpeta-2026-w02,2026-01-05,2026-01-06,7\n",
            "f.csv:3: window 2026-01-05..2026-01-06 overlaps 2026-01-05..2026-01-05 in line 2"
        ),
        FaultyFile("two figures of one window", header + row + "5\n" + row + "6\n", "f.csv:3: figure differs"),
        FaultyFile(
            "week 54", "edition,metric,source,week,value\nhockey-star/es,impressions,socialpeta-2026-w02,2026-W54,5\n",
            "f.csv:2:4: week \"2026-W54\" does not exist (2026 has 53 weeks)"
        ),
        FaultyFile(
            "an unknown edition", header + "hockey-star/ess,impressions,socialpeta-2026-w02,2026-01-05,2026-01-05,5\n",
            "f.csv:2:1: edition \"hockey-star/ess\" is not registered"
        ),
    ]
}
