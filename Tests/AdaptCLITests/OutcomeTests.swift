import AdaptModel
import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Outcomes")
struct OutcomeTests {
    @Test("where the line stays down at the very end, it is told that nobody knows: exit 75")
    func unknown() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            let workspace = Workspace(connection: connection, author: "mia", patience: .milliseconds(300)) {
                try await Connection.open("postgresql:///none?host=/nowhere")
            }
            // The server goes in the middle of COMMIT: a trigger that fires there ends its own session.
            try await connection.run(
                """
                create function adapt.leave() returns trigger language plpgsql as
                    $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
                create constraint trigger leave after insert on adapt.operation deferrable initially deferred
                    for each row execute function adapt.leave()
                """)
            let before = try await shell.operations()
            await #expect { try await workspace.record("test", message: nil, dryRun: false) { _ in } } throws: {
                error in
                let refusal = error as? Refusal
                return refusal?.kind == .busy && refusal?.message.contains("done or not is not known") == true
            }
            // Asked anew, the database knows: nothing was kept.
            let told = await shell.run("set hockey-star/es male_lead.nature=vain")
            #expect(told.status == 69)
            #expect(told.errors.contains("lost at the very end, and nothing was changed"), "\(told.errors)")
            #expect(try await shell.operations() == before)
            await connection.close()
        }
    }

    @Test(
        "a lock that keeps somebody from reading: that it was not read is said, and who holds it",
        .timeLimit(.minutes(30)))
    func heldUp() async throws {
        try await Shell.sample { shell in
            let holder = try await Connection.open(shell.url)
            try await holder.run("begin; lock table adapt.decision, adapt.revision in access exclusive mode")
            for line in ["compare hockey-star", "check"] {
                let result = await shell.run(line)
                #expect(result.status == 75 && result.output.isEmpty, "\(line): \(result)")
                #expect(
                    result.errors.hasPrefix("adapt: somebody else is changing what is to be read: it was not read\n"),
                    "\(line): \(result.errors)")
                #expect(result.errors.contains("session \(holder.backendPID) of "), "\(line): \(result.errors)")
            }
            await holder.close()
        }
    }

    /// A class of errors of the table of outcomes: what PostgreSQL says, and what the program makes of it.
    struct ErrorClass: Sendable, CustomTestStringConvertible {
        let state: String
        let status: Int32
        let says: String
        /// How often it is tried in all.
        let tries: Int
        var testDescription: String { state }

        static let all = [
            ErrorClass(state: "40001", status: 75, says: "somebody else changed the same thing", tries: 5),
            ErrorClass(state: "40P01", status: 75, says: "somebody else changed the same thing", tries: 5),
            ErrorClass(state: "57P01", status: 69, says: "stopping or starting: nothing was changed", tries: 5),
            ErrorClass(state: "57P02", status: 69, says: "stopping or starting: nothing was changed", tries: 5),
            ErrorClass(state: "57P03", status: 69, says: "stopping or starting: nothing was changed", tries: 5),
            ErrorClass(state: "55P03", status: 75, says: "somebody else is writing: nothing was changed", tries: 1),
            ErrorClass(state: "57014", status: 75, says: "ended by the server (made on purpose): nothing", tries: 1),
            ErrorClass(state: "25P03", status: 75, says: "idle_in_transaction_session_timeout: nothing", tries: 1),
            ErrorClass(state: "53100", status: 69, says: "database is out of disk", tries: 1),
            ErrorClass(state: "53200", status: 69, says: "database is out of memory", tries: 1),
            ErrorClass(state: "53300", status: 69, says: "database is out of room", tries: 1),
            ErrorClass(state: "22003", status: 65, says: "value is not accepted", tries: 1),
            ErrorClass(state: "23514", status: 2, says: "rule of the database refuses it", tries: 1),
            ErrorClass(state: "23505", status: 2, says: "rule of the database refuses it", tries: 1),
            ErrorClass(state: "23503", status: 2, says: "rule of the database refuses it", tries: 1),
            ErrorClass(state: "23502", status: 2, says: "rule of the database refuses it", tries: 1),
            ErrorClass(state: "22001", status: 65, says: "value is not accepted", tries: 1),
            ErrorClass(state: "22021", status: 65, says: "value is not accepted", tries: 1),
            ErrorClass(state: "22P02", status: 65, says: "value is not accepted", tries: 1),
            ErrorClass(state: "25P04", status: 75, says: "transaction_timeout: nothing was changed", tries: 1),
            ErrorClass(state: "28000", status: 69, says: "made on purpose", tries: 1),
            ErrorClass(state: "3D000", status: 69, says: "made on purpose", tries: 1),
            ErrorClass(state: "42883", status: 70, says: "hint: adapt doctor says whether something of", tries: 1),
            ErrorClass(state: "42804", status: 70, says: "database refused a statement", tries: 1),
            ErrorClass(state: "25006", status: 69, says: "database takes no changes: made on purpose", tries: 1),
            ErrorClass(state: "42501", status: 77, says: "made on purpose", tries: 1),
            ErrorClass(state: "XX001", status: 70, says: "database is damaged on its disk", tries: 1),
            ErrorClass(state: "XX002", status: 70, says: "adapt db restore", tries: 1),
            ErrorClass(state: "42P01", status: 70, says: "database refused a statement", tries: 1),
            ErrorClass(state: "42703", status: 70, says: "hint: adapt doctor says whether something of", tries: 1),
        ]
    }

    @Test(
        "each class of errors has its exit status and its words, and is tried again only where that is safe",
        arguments: ErrorClass.all)
    func classes(_ error: ErrorClass) async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run(
                """
                create sequence adapt.tries;
                create function adapt.fail() returns trigger language plpgsql as $$ begin
                    perform nextval('adapt.tries');
                    raise exception 'made on purpose' using errcode = '\(error.state)';
                end $$;
                create trigger fail before insert on adapt.operation for each row execute function adapt.fail()
                """)
            let before = try await shell.operations()
            let result = await shell.run("set hockey-star/es male_lead.nature=vain")
            #expect(result.status == error.status, "\(result.errors)")
            #expect(result.errors.contains(error.says), "\(result.errors)")
            #expect(result.output.isEmpty)
            #expect(try await shell.operations() == before)
            #expect(
                try await connection.query("select last_value from adapt.tries")[0].get(0, as: Int.self) == error.tries)
            Figures.note("T7", "error \(error.state)", "exit \(error.status), tried \(error.tries) times")
            await connection.close()
        }
    }

    @Test("what passes by itself is done again, once it goes well, and once only")
    func again() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run(
                """
                create sequence adapt.tries;
                create function adapt.fail() returns trigger language plpgsql as $$ begin
                    if nextval('adapt.tries') < 3 then raise exception 'made on purpose' using errcode = '40P01'; end if;
                    return new;
                end $$;
                create trigger fail before insert on adapt.operation for each row execute function adapt.fail()
                """)
            let before = try await shell.operations()
            #expect(await shell.run("set hockey-star/es male_lead.nature=vain").status == 0)
            #expect(try await shell.operations() == before + 1)
            await connection.close()
        }
    }

    @Test("who is in the way is named")
    func holder() async throws {
        try await Shell.sample { shell in
            let other = try await Connection.open(shell.url)
            try await other.run("begin; select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))")
            let impatient = Shell(
                url: shell.url + (shell.url.contains("?") ? "&" : "?") + "options=-clock_timeout%3D1ms")
            let result = await impatient.run("set hockey-star/es male_lead.nature=vain")
            #expect(result.status == 75)
            #expect(result.errors.contains("session \(other.backendPID) of "), "\(result.errors)")
            await other.close()
        }
    }

    @Test("a server that does not know a setting, as an early one does not know those of adapt, is told as that")
    func unknownSetting() async throws {
        try await Shell.sample { shell in
            let other = Shell(url: shell.url + (shell.url.contains("?") ? "&" : "?") + "options=-cno_such%3D1")
            for line in ["series list", "doctor"] {
                let result = await other.run(line)
                #expect(result.status == 69, "\(result.transcript)")
                for words in [
                    "server does not know what it is to be set to: cannot connect: ",
                    "PostgreSQL 15 or later is needed; or take the setting out of PGOPTIONS, or of the URL",
                ] {
                    #expect(result.transcript.contains(words), "\(result.transcript)")
                }
            }
        }
    }

    @Test("a statement_timeout that is set on the server is told as that, not as somebody else")
    func statementTimeout() async throws {
        try await Shell.sample { shell in
            let other = try await Connection.open(shell.url)
            try await other.run("begin; select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))")
            let hurried = Shell(
                url: shell.url + (shell.url.contains("?") ? "&" : "?")
                    + "options=-cstatement_timeout%3D200ms")
            let result = await hurried.run("set hockey-star/es male_lead.nature=vain")
            #expect(result.status == 75, "\(result.errors)")
            #expect(
                result.errors.hasPrefix("adapt: ended by the server's statement_timeout: nothing was changed\n"),
                "\(result.errors)")
            #expect(result.errors.contains("alter role USER reset statement_timeout"), "\(result.errors)")
            await other.close()
        }
    }
}
