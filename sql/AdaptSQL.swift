/// A file of SQL that is part of the program.
public struct Script: Sendable {
    /// File name without its ending.
    public let name: String
    fileprivate let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Content.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The database as files.
public enum DatabaseScripts {
    /// Applied once each, in this order; the first is number 1. Never edited once landed.
    public static var migrations: [Script] {
        [
            Script("0001_operation", PackageResources._001_operation_sql),
            Script("0002_vocabulary", PackageResources._002_vocabulary_sql),
            Script("0003_catalogue", PackageResources._003_catalogue_sql),
            Script("0004_reach", PackageResources._004_reach_sql),
            Script("0005_claim", PackageResources._005_claim_sql),
            Script("0006_undone", PackageResources._006_undone_sql),
            Script("0007_name", PackageResources._007_name_sql),
            Script("0008_exchange", PackageResources._008_exchange_sql),
            Script("0009_reach_export", PackageResources._009_reach_export_sql),
            Script("0010_import_profile", PackageResources._010_import_profile_sql),
            Script("0011_ranking", PackageResources._011_ranking_sql),
            Script("0012_creative_state", PackageResources._012_creative_state_sql),
            Script("0013_counter", PackageResources._013_counter_sql),
            Script("0014_figure_run", PackageResources._014_figure_run_sql),
            Script("0015_backup", PackageResources._015_backup_sql),
            Script("0016_limit", PackageResources._016_limit_sql),
            Script("0017_run_keys", PackageResources._017_run_keys_sql),
            Script("0018_repeated", PackageResources._018_repeated_sql),
            Script("0019_standing_scope", PackageResources._019_standing_scope_sql),
            Script("0020_withdrawal", PackageResources._020_withdrawal_sql),
            Script("0021_currency", PackageResources._021_currency_sql),
            Script("0022_room_in_weeks", PackageResources._022_room_in_weeks_sql),
            Script("0023_resting", PackageResources._023_resting_sql),
            Script("0024_element_state", PackageResources._024_element_state_sql),
            Script("0025_single_figure", PackageResources._025_single_figure_sql),
            Script("0026_word_evidence", PackageResources._026_word_evidence_sql),
        ]
    }

    /// Applied again, in this order, whenever one of them has changed.
    public static var repeatables: [Script] {
        [
            Script("territory", PackageResources.territory_sql),
            Script("currency", PackageResources.currency_sql),
            Script("language", PackageResources.language_sql),
            Script("live", PackageResources.live_sql),
            Script("name", PackageResources.name_sql),
            Script("table", PackageResources.table_sql),
            Script("history", PackageResources.history_sql),
            Script("begun", PackageResources.begun_sql),
            Script("lineage", PackageResources.lineage_sql),
            Script("doubled", PackageResources.doubled_sql),
            Script("state", PackageResources.state_sql),
            Script("evidence", PackageResources.evidence_sql),
            Script("replaced", PackageResources.replaced_sql),
            Script("figures", PackageResources.figures_sql),
            Script("week", PackageResources.week_sql),
            Script("contradiction", PackageResources.contradiction_sql),
            Script("rest_edition", PackageResources.rest_edition_sql),
            Script("rest_series", PackageResources.rest_series_sql),
            Script("rest_decision", PackageResources.rest_decision_sql),
            Script("rest_word", PackageResources.rest_word_sql),
            Script("rest_source", PackageResources.rest_source_sql),
            Script("undo", PackageResources.undo_sql),
            Script("search", PackageResources.search_sql),
            Script("shape", PackageResources.shape_sql),
            Script("exchanged", PackageResources.exchanged_sql),
            Script("export", PackageResources.export_sql),
            Script("rights", PackageResources.rights_sql),
        ]
    }

    /// A number that differs when any script does (FNV-1a, eight bytes at a time, for every command asks for it), to
    /// tell at a glance that a database fits the program.
    public static let fingerprint: String = {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 }
        for script in migrations + repeatables {
            script.bytes.withUnsafeBytes { bytes in
                let whole = bytes.count & ~7
                for offset in stride(from: 0, to: whole, by: 8) {
                    // The high bits go down, where the next multiplication reaches them.
                    add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                    hash ^= hash >> 32
                }
                for byte in bytes[whole...] { add(UInt64(byte)) }
                add(UInt64(bytes.count))
            }
        }
        return String(hash, radix: 16)
    }()
}

/// The statements of one file, each below a line `-- name: ...`.
public struct Queries: Sendable {
    private let statements: [String: String]

    /// The statements of some files together. By bytes: commands wait for it.
    init(_ files: [UInt8]...) {
        let heading = Array("-- name: ".utf8)
        var statements: [String: String] = [:]
        var (name, lines): (String, [UInt8]) = ("", [])
        func keep() {
            if !lines.isEmpty { statements[name, default: ""] += String(decoding: lines, as: UTF8.self) }
            lines.removeAll(keepingCapacity: true)
        }
        for line in files.flatMap({ $0.split(separator: UInt8(ascii: "\n")) }) {
            if line.starts(with: heading) {
                keep()
                name = String(decoding: line.dropFirst(heading.count), as: UTF8.self)
            } else if !line.starts(with: heading.prefix(2)) {
                lines += line
                lines.append(UInt8(ascii: "\n"))
            }
        }
        keep()
        self.statements = statements
    }

    /// The text of a statement. A name that is not in the file is a mistake of ours and stops the program.
    public subscript(_ name: String) -> String {
        guard let text = statements[name] else { preconditionFailure("no query \"\(name)\"") }
        return text
    }

    /// The names of all statements.
    public var names: [String] { statements.keys.sorted() }

    /// Finding and listing series, editions and vocabularies.
    public static let catalogue = Queries(
        PackageResources.catalogue_sql, PackageResources.catalogue_edition_sql, PackageResources.catalogue_word_sql,
        PackageResources.catalogue_history_sql)
    /// Recording series, editions and decisions.
    public static let record = Queries(
        PackageResources.record_sql, PackageResources.record_edition_sql, PackageResources.record_decision_sql,
        PackageResources.record_element_sql, PackageResources.record_word_sql, PackageResources.record_again_sql,
        PackageResources.record_undo_sql)
    /// Importing editions and decisions from files.
    public static let bulk = Queries(PackageResources.bulk_sql)
    /// Finding by name.
    public static let search = Queries(
        PackageResources.find_sql, PackageResources.find_decided_sql, PackageResources.misspelt_sql,
        PackageResources.complete_sql)
    /// Catalogues out and in.
    public static let exchange = Queries(
        PackageResources.exchange_sql, PackageResources.exchange_shape_sql, PackageResources.exchange_fault_sql,
        PackageResources.exchange_turned_sql, PackageResources.exchange_conflict_sql,
        PackageResources.exchange_conflict_word_sql, PackageResources.exchange_conflict_element_sql,
        PackageResources.exchange_conflict_edition_sql, PackageResources.exchange_gone_sql,
        PackageResources.exchange_word_sql, PackageResources.exchange_vocabulary_sql,
        PackageResources.exchange_window_sql, PackageResources.exchange_lineage_sql,
        PackageResources.exchange_renamed_sql)
    /// Series with what is said in them, for comparisons.
    public static let series = Queries(PackageResources.series_sql)
    /// Recording what a catalogue brought.
    public static let replay = Queries(
        PackageResources.replay_sql, PackageResources.replay_word_sql, PackageResources.replay_met_sql,
        PackageResources.replay_called_sql, PackageResources.replay_element_sql, PackageResources.replay_edition_sql,
        PackageResources.replay_figure_sql)
    /// Readings of counters.
    public static let counter = Queries(PackageResources.counter_sql)
    /// Importing creatives.
    public static let creative = Queries(PackageResources.creative_sql)
    /// Places on publishers' lists, from files.
    public static let claim = Queries(PackageResources.claim_sql)
    /// Editions by what others call them.
    public static let called = Queries(PackageResources.called_sql)
    /// Importing figures.
    public static let observe = Queries(PackageResources.observe_sql)
    /// Reporting figures.
    public static let report = Queries(PackageResources.report_sql)
    /// A week around its reach: creatives, titles, what publishers say of the market.
    public static let reading = Queries(PackageResources.reading_sql)
    /// Standing exports.
    public static let standing = Queries(PackageResources.standing_sql)
    /// Figures that were restated.
    public static let revision = Queries(PackageResources.revision_sql)
    /// What is told of a database to whoever helps.
    public static let facts = Queries(PackageResources.facts_sql)
    /// What can be wrong with a database.
    public static let doctor = Queries(
        PackageResources.doctor_sql, PackageResources.doctor_table_sql, PackageResources.doctor_made_sql,
        PackageResources.doctor_altered_sql, PackageResources.doctor_schema_sql, PackageResources.doctor_right_sql,
        PackageResources.doctor_lock_sql)
    /// Backups of the database.
    public static let backup = Queries(PackageResources.backup_sql)
    /// Ranking editions.
    public static let rank = Queries(PackageResources.rank_sql)
}
