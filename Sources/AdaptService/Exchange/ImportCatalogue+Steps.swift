/// What is done to bring a catalogue in, by the names of the queries.
extension ImportCatalogue {
    /// What the file takes back and brings again, beside what was taken back here.
    static let turned = [
        "create_in_file", "create_turned", "create_undoing", "create_chain", "create_withdrawn", "create_agreed",
        "create_ended", "create_coming", "analyze_turned",
    ]

    /// The order in which facts are recorded: each after what it refers to.
    static let steps = [
        "replay_undone", "replay_sources", "replay_markets", "replay_import_profiles", "replay_vocabularies",
        "create_word_key", "key_terms", "key_elements", "analyze_word_key",
        "create_met", "create_telling", "create_standing", "analyze_told", "create_settled",
        "create_called_there", "create_called_here", "analyze_named", "create_called", "analyze_met",
        words, "replay_term_codes", "replay_labels", "replay_mergers", "replay_term_evidence",
        "replay_elements", "replay_element_paths", "replay_element_states",
        "replay_series",
        "replay_editions",
        "create_edition_line", "analyze_edition_line", "replay_revisions",
        "replay_states", "replay_lineage", "replay_sources_drawn_on", "replay_aliases", "replay_identifiers",
        "replay_decisions", "replay_assertions", "replay_creatives", "replay_creative_states", "replay_snapshots",
        "replay_rankings", "replay_notes", "replay_batches", "replay_confirmations", "create_figure_line",
        "analyze_figure_line", "replay_figures", "replay_readings", weeks,
    ]
    private static let words = "replay_terms"
    private static let weeks = "replay_weeks"

    /// What is asked of the file before anything of it is recorded.
    static let conflicts = [
        "conflicts_of_operations", "conflicts_of_words", "conflicts_of_names", "conflicts_of_what_is_gone", sharing,
        "conflicts_of_lineage",
    ]
    /// The one that is told whether identifiers may be shared.
    static let sharing = "conflicts_of_editions"

    /// What is asked before a step.
    static let meanwhile = [
        words: ["one_word", "conflicts_of_elements", "conflicts_of_renaming"],
        // Days that two figures count make no weeks.
        weeks: ["window_conflicts"],
    ]

    /// What is asked once all is recorded.
    static let afterwards = [
        "merger_conflicts", "lineage_conflicts", "series_conflicts", "name_conflicts", "vocabulary_conflicts",
    ]
}
