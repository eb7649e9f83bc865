/// Texts that end a string, a name, a statement, a line or a format somewhere. What they would do is seen: the canary
/// sings no more, a file is in /tmp, a command sleeps for a minute.
enum InjectionTexts {
    /// All of them, each once.
    static let all: [String] = {
        var known: Set<String> = []
        let groups: [[String]] = [first, sql, encoded, programs, formats, paths, screens, long, made]
        return groups.joined().filter { known.insert($0).inserted }
    }()

    /// Those that are tried with every commit.
    static let short: [String] = Array(first.prefix(9)) + [sql[0], encoded[0], programs[0]]

    private static let touch = "touch /tmp/adapt-injected"
    private static let drop = "drop table adapt.canary"

    /// The oldest of them.
    static let first: [String] = [
        "'", "''", "\\'", "';--", "'; \(drop); --", "\"; \(drop); --", "$1", "$$", "$a$", "%s", "%",
        "' or '1'='1", "\" or \"\"=\"", "') or ('1'='1", "1; \(drop)", "/*", "*/", "--", "x' || pg_sleep(60) || '",
        "'||(select current_user)||'", "${7*7}", "{{7*7}}", "$(\(touch))", "`\(touch)`", "; \(touch)", "\\", "\\\\",
        "E'\\x27'", "U&'\\0027'", "\u{2019}; \(drop)", "copy adapt.canary to program '\(touch)'", "\\! \(touch)",
        "%27%3Bdrop",
    ]

    /// Quotes, comments, quotes of dollars, several statements, wildcards, settings.
    private static let sql: [String] = [
        "\\'; \(drop); --", "\"", "x'--", "'#", "';", ";", "$$; \(drop); $$", "$a$; \(drop); $a$", "$2", "$99999",
        "$1::text", ":name", ":'name'", "?", "/*!50000 select*/", "/* /* */", "--\n\(drop)", "x\n; \(drop)\n;",
        "x\r\n\\q\r\n", "' union select sings from adapt.canary --", "' or sings like '%", "_", "%_%", "\\%",
        "a{1,99999}", "((((((((((a+)+)+)+)+)+)+)+)+)+)$", "' collate \"C", "'::regclass", "pg_catalog.pg_authid",
        "NULL",
        "default", "'; commit; \(drop); begin; --", "'; set role postgres; --", "'; set search_path to public; --",
        "search_path=public", "public, pg_temp", "$user", "'; do $$ begin execute '\(drop)'; end $$; --",
        "'; create extension plpython3u; --", "select pg_read_file('/etc/passwd')",
        "'; truncate adapt.operation cascade; --", "-1 or 1=1", "1e309", "0x27", "9223372036854775808", "{\"a\":null}",
        "infinity", "'; update adapt.canary set sings = 'no'; --", "x'; delete from adapt.canary where ''='",
    ]

    /// Quotes that are written otherwise, and what becomes one when it is read anew.
    private static let encoded: [String] = [
        "U&'\\0027; \(drop); --'", "U&\"d\\0061t\"", "E'\\'; \(drop); --'", "e'\\047'", "X'27", "\u{2BC}; \(drop); --",
        "\u{FF07}; \(drop); --", "\u{201C}; \(drop)", "\u{FF1B} \(drop)", "\u{FF05}", "\\u0027", "\\x27", "&#39;",
        "%2527",
        "%00", "%c0%a7", "%bf%27", "\u{BF}'; \(drop); --", "\u{8FD1}'", "\u{595C}'; \(drop); --", "'\u{338}",
        "\u{FEFF}x'",
        "x\u{200B}';\u{200B}--", "x\u{1}'",
    ]

    /// What psql, a shell, libpq or a program that is started would take for its own.
    private static let programs: [String] = [
        "x\n\\! \(touch)", "\\copy adapt.canary to program '\(touch)'", "\\i /etc/passwd", "\\q", "\\connect postgres",
        "\\set x `\(touch)`", "\\gexec", "x' \\gexec", "\\g |\(touch)", "\\restrict x", "\\.", "| \(touch)",
        "&& \(touch)", "x; \(touch) #", "\n\(touch)\n.", "'; \(touch); '", "\"; \(touch); \"",
        "${IFS}touch${IFS}/tmp/adapt-injected", "$IFS", "~", "*", "{a,b}", "!!", "> /tmp/adapt-injected",
        "<(\(touch))", "x\\", "--help=x", "-c\(touch)", "--command=\(drop)", "-f/etc/passwd", "host=canary.invalid",
        "dbname=postgres user=postgres", "x' host='canary.invalid", "options=-csearch_path=public",
        "application_name=x' --", "postgresql://canary.invalid/x", "passfile=/etc/passwd", "PGOPTIONS=-cx=y",
        "LD_PRELOAD=/tmp/x.so", "@/etc/passwd",
    ]

    /// What a format, a template, JSON, XML, CSV or a regular expression is made of.
    private static let formats: [String] = [
        "%n%n%n%n", "%1$s", "%99999999d", "%@", "{}", "<%= 7*7 %>", "\\(7*7)", "\",\"x\":\"y", "\"}]}",
        "{\"$ne\":null}", "'\"`", "]]>", "<!--", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "a,b", "a;b", "x\n1,2,3",
        "=cmd|' /C \(touch)'!A0", "|x|y|", "[x](javascript:alert(1))", "^", "(?=a)",
    ]

    /// Names that lead somewhere else.
    private static let paths: [String] = [
        "../../../../../../etc/passwd", "..", ".", "/", "/etc/passwd", "/proc/self/environ", "..\\..\\x", "C:\\x",
        "file:///etc/passwd", "..%2f..%2fetc%2fpasswd", "hockey-star/../second-life", "hockey-star/es/..",
        "/hockey-star", "x\u{2215}y", "\u{FF0F}etc", "http://127.0.0.1:1/x",
    ]

    /// What a terminal obeys or shows otherwise than it is.
    private static let screens: [String] = [
        "x\u{1B}[2J", "x\u{1B}]0;title\u{7}", "x\u{1B}]52;c;eA==\u{7}", "x\u{9B}31m", "x\u{1B}P+q\u{1B}\\", "x\ry",
        "x\u{8}\u{8}\u{8}y", "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "x\u{2028}y", "x\u{85}y",
    ]

    /// Longer than a name, a line or a bound of somebody's.
    private static let long: [String] = [
        String(repeating: "'", count: 5000), String(repeating: "x", count: 5000), String(repeating: "(", count: 3000),
        String(repeating: "%_", count: 500), String(repeating: "x' || '", count: 2000),
        String(repeating: "\\", count: 4001), String(repeating: "a", count: 63) + "'; \(drop)",
        "x" + String(repeating: "\u{301}", count: 999),
    ]

    /// Each way out of a text with each statement behind it.
    private static let made: [String] = {
        var made: [String] = []
        for out in ["'", "\"", "')", "'))", "$$", "*/"] {
            for statement in [drop, "select pg_sleep(60)", "copy adapt.canary to program '\(touch)'"] {
                made.append(out + "; " + statement + "; --")
            }
        }
        return made
    }()
}
