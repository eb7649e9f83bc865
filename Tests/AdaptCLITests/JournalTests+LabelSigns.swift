import Postgres
import TestSupport
import Testing

/// Labels that hold the signs which stand between labels.
extension JournalTests {
    @Test("labels are told apart by programs whatever they hold")
    func labelSigns() async throws {
        try await Shell.empty { shell in
            let added = await shell.run(["term", "add", "pastime:go", "--label", "en=go; de=Go;", "--label", "de=;"])
            #expect(added.status == 0, "\(added.errors)")
            let rows = await shell.run("term list pastime --format csv").output
            #expect(rows.hasSuffix("\npastime:go,en=go; de=Go; de=;,,,en=go;; de=Go;;; de=;;\n"), "\(rows)")
            let told = await shell.run("term list pastime --format table").output
            #expect(told.contains("en=go; de=Go;; de=;") && !told.contains("go;;"), "\(told)")
            let connection = try await Connection.open(shell.url)
            // As it may be recorded from a time when it was taken.
            try await connection.run(
                """
                insert into adapt.term_label (term_id, language, label, position, operation_id)
                select term_id, 'ko', chr(31) || E'바\\x1f둑\\x1f', 3, operation_id from adapt.term where vocabulary = 'pastime'
                """)
            await connection.close()
            for command in ["term list pastime", "term show pastime:go"] {
                let json = try JSONText(await shell.run(command + " --format json").output)
                let list = (command.contains("show") ? json["term"]?[0] : json[0])?["label_list"]
                #expect(
                    [0, 1, 2].map { list?[$0]?.string } == ["en=go; de=Go;", "de=;", "ko=\u{1F}바\u{1F}둑\u{1F}"],
                    "\(command)")
                #expect(list?.count == 3)
            }
        }
    }

    @Test("a label with a control character is refused")
    func labelControls() async throws {
        try await Shell.empty { shell in
            for label in ["en=a\u{1F}b", "en=a\tb", "en=a\u{9B}b"] {
                let refused = await shell.run(["term", "add", "pastime:go", "--label", label])
                #expect(
                    refused.status == 64 && refused.errors.contains("has a control character in it"),
                    "\(refused.errors)")
            }
            #expect(await shell.run("term add pastime:go --label en=go").status == 0)
            let later = await shell.run(["term", "label", "pastime:go", "--label", "ko=바\n둑"])
            #expect(later.status == 64 && later.errors.contains("has a control character in it"), "\(later.errors)")
        }
    }
}
