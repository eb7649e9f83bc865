"""Mutations of AdaptModel: the line of the model, where, what stands there, what is put in its place, which tests."""

HISTORY = "Catalogue/DecisionHistory.swift"
HELD = "Catalogue/DecisionHistory+Held.swift"
DECIDING = "Catalogue/DecisionHistory+Deciding.swift"
PARENT = "Catalogue/DecisionHistory+Parent.swift"
TABLE = "Catalogue/DecisionTable.swift"
PROFILE = "Catalogue/Profile.swift"
COMPARISON = "Comparison/Comparison.swift"
VERDICT = "Comparison/Verdict.swift"

MUTATIONS = [
    # Rule 1: asked as of a moment, nothing later counts.
    ("1 as of a moment", TABLE, "if undone.counts(decisions[index].operation, asOf: cut) {", "if true {", "AsOfTests"),
    ("1 as of a moment: what changed after it outdates nothing", HELD,
     "followed.changes.partitioningIndex { $0.operation > until }", "followed.changes.count", "OutdatedTests"),
    ("1 as of a moment: parents of then", DECIDING,
     "lineage[current]?.last(where: { table.undone.counts($0.operation, asOf: cut) })?.parent",
     "lineage[current]?.last?.parent", "ParentChangeTests"),
    ("1 as of a moment: changes of the parent up to then", PARENT, "isMinor.keys.filter({ $0 <= cut }).sorted",
     "isMinor.keys.sorted", "ParentChangeTests"),
    # Rule 2: an edition holds only its differences.
    ("2 the nearest ancestor that decides", DECIDING, "for position in chain.indices {",
     "for position in chain.indices.reversed() {", "InheritanceTests"),
    ("2 an edition's own decision goes first", DECIDING, "for position in chain.indices {",
     "for position in chain.indices.dropFirst() {", "InheritanceTests"),
    ("2 values are inherited", DECIDING, "for position in chain.indices {", "for position in chain.indices.prefix(1) {",
     "InheritanceTests"),
    ("2 the last decision of an edition counts", DECIDING,
     "let decision = table.last(by: place, of: element, asOf: cut)",
     "let decision = table.said(by: place, of: element).first(where: { $0.operation <= cut })", "InheritanceTests"),
    ("2 a decision withdrawn lets the ancestor's through", DECIDING,
     "if case .inherit = decision.statement { continue }", "", "InheritanceTests"),
    ("2 keep holds the value as it was when kept", HELD, "element, asOf: decision.operation, now: now, &states)",
     "element, asOf: until, now: now, &states)", "KeepTests"),
    ("2 keep follows corrections marked minor", HELD, "} else if isMinor, !movedOn,", "} else if isMinor, false,",
     "KeepTests"),
    ("2 keep follows corrections only of what it held", HELD, "} else if isMinor, !movedOn,", "} else if isMinor,",
     "KeepTests"),
    ("2 keep follows no correction that withdraws the value", HELD, ", !isKeep || current.isKnown {", " {",
     "KeepTests"),
    ("2 keep turns outdated when the parent moves on", HELD, "followed.states.append((held, true))",
     "followed.states.append((held, false))", "KeepTests"),
    ("2 what changes back is not outdated", HELD, "followed.states.append((held, false))",
     "followed.states.append((held, movedOn))", "KeepTests|OutdatedTests"),
    ("2 another parent moves on too", HELD,
     "for operation in moves where decision.operation < operation { changes.append((operation, false)) }", "",
     "ParentChangeTests"),
    ("2 another parent is told among its changes", PARENT, "for operation in moves { isMinor[operation] = false }", "",
     "ParentChangeTests"),
    ("2 kept is told from own", HELD, "(isKeep ? .kept : .own)", ".own", "KeepTests"),
    ("2 inherited is told from own", HELD, "decision.edition == chain.first ?", "true ?", "InheritanceTests"),
    ("2 the order of what was said", TABLE, "> decisions[index].operation {",
     "> decisions[index].operation && false {", "InheritanceTests"),
    # Rule 3: not recorded is not absent and not equal.
    ("3 absent is known", PROFILE, "case .value, .absent: true", "case .value: true\n        case .absent: false",
     "VerdictTests"),
    ("3 unknown is not known", PROFILE, "case .unknown, .notRecorded: false",
     "case .unknown: true\n        case .notRecorded: false", "VerdictTests"),
    ("3 not recorded is not known", PROFILE, "case .unknown, .notRecorded: false",
     "case .unknown: false\n        case .notRecorded: true", "VerdictTests"),
    ("3 what one side alone records is unknown", VERDICT, "guard left.isKnown, right.isKnown else {",
     "guard left.isKnown || right.isKnown else {", "VerdictTests|ComparisonTests"),
    ("3 nothing recorded is no row", COMPARISON,
     "guard states.contains(where: { $0 != .notRecorded }) else { return nil }", "", "ComparisonTests|AsOfTests"),
    ("3 not recorded is left out of a profile", HISTORY, "resolved.state == .notRecorded ? nil", "false ? nil",
     "AsOfTests"),
    ("3 the coverage counts what both know", COMPARISON,
     "$0.left.resolved.state.isKnown && $0.right.resolved.state.isKnown",
     "$0.left.resolved.state.isKnown || $0.right.resolved.state.isKnown", "ComparisonTests"),
    # Rule 4: compare is three-way.
    ("4 known and alike: same", VERDICT, "base.isKnown && base != left ? .bothSameChange : .same",
     "base.isKnown && base != left ? .bothSameChange : .diverged", "VerdictTests"),
    ("4 both changed alike", VERDICT, "base.isKnown && base != left ? .bothSameChange : .same", ".same", "VerdictTests"),
    ("4 alike without a known base is same", VERDICT, "base.isKnown && base != left ?", "base != left ?",
     "VerdictTests"),
    ("4 right added", VERDICT, "left == .absent ? .rightAdded :", "", "VerdictTests"),
    ("4 right dropped", VERDICT, "right == .absent ? .rightDropped :", "", "VerdictTests"),
    ("4 right changed", VERDICT, ".rightDropped : .rightChanged", ".rightDropped : .diverged", "VerdictTests"),
    ("4 left added", VERDICT, "right == .absent ? .leftAdded :", "", "VerdictTests"),
    ("4 left dropped", VERDICT, "left == .absent ? .leftDropped :", "", "VerdictTests"),
    ("4 left changed", VERDICT, ".leftDropped : .leftChanged", ".leftDropped : .diverged", "VerdictTests"),
    ("4 unlike both: diverged", VERDICT, "            self = .diverged", "            self = .rightChanged",
     "VerdictTests"),
    ("4 base is left, not right", VERDICT, "} else if base == left {", "} else if base == right {", "VerdictTests"),
    ("4 an element that only the base records is listed", COMPARISON,
     "let states = [one.resolved.state, other.resolved.state, origin]",
     "let states = [one.resolved.state, other.resolved.state, .notRecorded]", "ComparisonTests"),
    ("4 each side as of its own moment", COMPARISON, "side.chain[...], asOf: side.cut)", "side.chain[...], asOf: .now)",
     "ComparisonTests"),
    ("4 the summary counts each verdict", COMPARISON, "$0.verdict == verdict }", "$0.verdict != verdict }",
     "ComparisonTests"),
    # Rule 10: provenance.
    ("10 a citation says where in its source", "Catalogue/Decision.swift", "parts.count == 2 ? String(parts[1]) : nil",
     "nil", "ElementValueTests"),
    # Rule 12: text, any script.
    ("12 a language in any case is one", "Catalogue/LanguageTag.swift", "var spelled = [language.lowercased()]",
     "var spelled = [String(language)]", "LanguageTagTests"),
]
