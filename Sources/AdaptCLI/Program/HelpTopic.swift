import AdaptModel
import AdaptReports

/// Texts on what concerns all commands: `adapt help TOPIC`.
enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case environment, formats, model, ranking

    /// The topic asked for by `help TOPIC`.
    init?(_ arguments: [String]) {
        guard arguments.count == 2, arguments[0] == "help", let topic = HelpTopic(rawValue: arguments[1]) else {
            return nil
        }
        self = topic
    }

    var text: String {
        switch self {
        case .exitCodes:
            """
            0   done
            1   the editions differ (only with compare --exit-code)
            2   refused by a rule: unknown or ambiguous name, duplicate, illegal sum, stale revision
            64  the words of the command do not fit
            65  a file's content is refused, as file:line:column
            66  a file or the output cannot be read or written; what was recorded before stays, and is told
            69  no database answers, or it does not hold what this program needs
            70  a mistake of this program
            75  busy, or the outcome is not known: try again
            77  not permitted
            """
        case .environment:
            """
            Which database, first that is set:
              --database URL, ADAPT_DATABASE_URL, DATABASE_URL,
              libpq's own variables when PGHOST, PGSERVICE or PGDATABASE is set,
              else the private server under ADAPT_HOME (default: the user's data directory)

            ADAPT_AUTHOR          who is the author of what is recorded (default: USER)
            ADAPT_POSTGRES_BIN    directory of PostgreSQL's initdb and postgres
            """
        case .formats:
            """
            --format table      for people: a terminal's default
            --format tsv        a header, then rows; a pipe's default. \\t \\n \\\\ stand for tab, line end, backslash;
                                what begins with a quote is in quotes
            --format csv        the same for spreadsheets; text that would run as a formula gets an apostrophe
            --format json       one value; jsonl: one object a line; null is "not recorded"
            --format markdown   for sharing; of a long text that was changed, ~~words taken out~~ and **put in**
            --format html       one page with its style inside and no script: for sharing and printing
            --format xlsx       a workbook, into a file: --output plan.xlsx says so too. Numbers are numbers, days are
                                days, and text is text: nothing is run as a formula

            Figures in files: comparator is =, >, >=, <=, ~ (about) or range; value is the number behind it
            (of a range its lower end; none for <=), low and high are the bounds, empty where there is none.
            A row whose figure is part of another has the flag included and no value: value adds up to the total.
            """
        case .ranking:
            """
            Places go by what a figure guarantees: its low bound. A bound of 70 million or more goes before exactly 69.
            Ties          equal low bounds share a place, and the places after it stay free: 1, 2, 2, 4
            Overlaps      where the bounds allow one further down to be ahead, or fewer days of it are known, the line has
                          the flag overlaps. Its place stays: of ranges, too, only the lower end counts, and no midpoint
                          is made up
            Joint         figures of several editions together are listed, take no place, and are split in no way
            Creatives     an edition without figures of its own, or with ones that guarantee less, is ranked by the sum
                          of its creatives, as a lower bound
            --market      a figure measured there goes before one measured everywhere, which counts for editions made
                          for the market; without it, everywhere goes before single markets, which add up where they
                          do not overlap
            last week, peak, weeks, new, re-entry    go by the weeks with a figure of this source and metric. Where a week
                          cannot be added up, it is left out of them
            Lists         a publisher's places stand beside it: claimed, and list_rank is the place by the metric among
                          those on the same list. Flags: rank_differs, weeks_differ (the publisher counts other weeks
                          than its lists that are recorded). With --list, places and weeks are those on the list
            """
        case .model:
            """
            series    the story that all editions share        edition   one version, for a market and language
            lineage   edition derives from parent by a method  element   one addressable fact: male_lead.sport
            decision  what an edition says of an element: a value, keep (same on purpose), absent, unknown
            profile   all elements of an edition: its own decision, else the nearest ancestor's
            term      a value of a vocabulary, with labels per language: sport:association_football is "football" in
                      en-GB, "soccer" in en-US and "축구" in ko. Who says one of these says the same as the others
            trope     an element as well, trope.chaebol: with the tradition that it comes from, and as values how an
                      edition plays it, of vocabulary treatment
            reason    why an edition differs: local_taste, cultural_norm, belief, history, ethnic_sensitivity,
                      geopolitics, law_censorship, rating, language_wordplay, reference_unknown, brand_rights, talent,
                      budget, platform_format, test_result, error_fix or unknown

            Not recorded is not absent and not equal. Compare is three-way, from the nearest common ancestor:
              = same   < left changed   > right changed   ~ diverged   + added   - dropped   ? unknown
            A joint figure counts once. Two sources are never added. A lower bound makes the total one.
            """
        }
    }
}
