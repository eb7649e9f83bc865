import Testing

@testable import LocalServer

@Suite("The number in a pid file")
struct PidFileTests {
    @Test(
        "is a process's, or there is none, whatever stands there",
        arguments: [
            ("42\n/data\n", 42), ("-42\n/data\n", 42), ("0\n", nil), ("", nil), ("x\n", nil), ("-2147483648\n", nil),
            ("99999999999\n", nil),
        ] as [(String, Int32?)])
    func number(text: String, number: Int32?) {
        #expect(PidFile.pid(in: text) == number)
    }
}
