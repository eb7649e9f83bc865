/// One self-contained page: style inside, no script, nothing fetched.
struct HTMLPage {
    /// Up to and with the heading.
    static func head(_ title: String) -> String {
        var page = HTML()
        page.add(verbatim: "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.add(verbatim: "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        page.add(
            verbatim: """
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">

                """)
        page.add(HTML("title", [], title))
        page.add(verbatim: "\n<style>\n")
        for rule in style { page.add(verbatim: rule) }
        page.add(verbatim: "</style>\n</head>\n<body>\n<main>\n")
        page.add(HTML("h1", [("dir", "auto")], title))
        page.newLine()
        return page.text
    }

    /// What ends a page.
    static let foot = "</main>\n</body>\n</html>\n"

    /// A paragraph.
    static func paragraph(_ text: String) -> String { HTML("p", [("dir", "auto")], text).text + "\n" }

    private static let style: [StaticString] = [
        """
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1a1a1a; --line: #767676; --head: #f0f0f0;
          --dim: #555555; --changed: #7a4a00; --diverged: #7b1fa2; --added: #0a5c2b; --dropped: #a11212; --unknown: #0b4f8a;
          --del: #fde2e0; --del-ink: #7c0d0d; --ins: #dff5e3; --ins-ink: #0a4a22 }

        """,
        """
        @media (prefers-color-scheme: dark) { :root { --page: #161616; --ink: #eeeeee; --line: #8c8c8c; --head: #2a2a2a;
          --dim: #b8b8b8; --changed: #ffd27d; --diverged: #e3b1f2; --added: #8fe0a8; --dropped: #ffa8a0; --unknown: #9ccbff;
          --del: #4a1512; --del-ink: #ffc9c4; --ins: #123d20; --ins-ink: #b9f0c8 } }

        """,
        """
        body { margin: 1.5rem; background: var(--page); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif }
        h1 { font-size: 1.3rem } h2 { font-size: 1.1rem }
        .wide { overflow-x: auto }
        table { border-collapse: collapse; margin: 1rem 0 }
        caption { text-align: start; font-weight: bold; padding: .3rem 0 }
        th, td { border: 1px solid var(--line); padding: .3rem .55rem; text-align: start; vertical-align: top }
        thead th { background: var(--head) }
        td.number { text-align: end; font-variant-numeric: tabular-nums }
        .same, .none { color: var(--dim) } .changed { color: var(--changed) } .diverged { color: var(--diverged) }
        .added { color: var(--added) } .dropped { color: var(--dropped) } .unknown { color: var(--unknown) }
        del { background: var(--del); color: var(--del-ink) } ins { background: var(--ins); color: var(--ins-ink) }
        .sign { font-family: ui-monospace, monospace }
        svg text { fill: var(--ink); font: 12px system-ui, sans-serif }
        .bar { fill: var(--line); stroke: var(--ink) } .bound { fill: var(--head); stroke-dasharray: 4 3 }

        """,
        """
        @media print { body { margin: 0; font-size: 9pt } .wide { overflow: visible } thead { display: table-header-group }
          tr { break-inside: avoid } del { text-decoration: line-through } ins { text-decoration: underline } }

        """,
    ]
}
