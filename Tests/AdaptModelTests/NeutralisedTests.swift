import AdaptModel
import Testing

@Suite("Text that a spreadsheet would run")
struct NeutralisedTests {
    @Test(
        "gets an apostrophe, which is taken away again",
        arguments: [
            ("=1+1", "'=1+1"), ("+18", "'+18"), ("-5", "'-5"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("＝1", "'＝1"),
            ("'+18", "''+18"), ("''=a", "'''=a"), ("-", "-"), ("'-", "'-"), ("'tis", "'tis"), ("", ""), ("a=1", "a=1"),
            ("'@Home' Diaries", "'@Home' Diaries"), ("@Home' Diaries", "''@Home' Diaries"),
            ("''@Home' Diaries", "'''@Home' Diaries"), ("=it's", "''=it's"),
        ])
    func both(text: String, written: String) {
        #expect(text.neutralised == written)
        #expect(written.withoutNeutralising == text)
    }
}
