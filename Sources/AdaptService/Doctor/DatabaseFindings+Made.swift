import Postgres

extension DatabaseFindings {
    /// What the scripts make, as the query of a topic takes it.
    static func made(for topic: String) -> [any PostgresEncodable] {
        let made = MadeObjects.all
        let (names, tables, views) = (made.statements.keys.sorted(), made.allTables.sorted(), made.views.sorted())
        let (triggers, triggered) = (made.triggers.map(\.name), made.triggers.map(\.table))
        let once = made.onceFunctions.keys.sorted()
        let (columns, functions) = (MadeColumn.all, MadeFunction.all)
        return switch topic {
        case "tables": [tables, columns.map(\.name), columns.map(\.table)]
        case "columns":
            [
                columns.map(\.table), columns.map(\.name), columns.map(\.type), columns.map(\.isNotNull),
                columns.map(\.standard), columns.map(\.kind),
            ]
        case "owners": [made.allFunctions, views, tables]
        case "indexes": [names]
        case "altered": [names, names.compactMap { made.statements[$0] }]
        case "triggers": [triggers, triggered]
        case "attributes": [tables, views]
        case "kept": [triggers, triggered, made.triggers.map(\.rest)]
        case "made":
            [
                names, names.compactMap { made.statements[$0] }, triggers, triggered, made.functions.sorted(), views,
                once, once.compactMap { made.onceFunctions[$0] },
            ]
        case "functions":
            [
                functions.map(\.name), functions.map(\.body), functions.map(\.isDefiner),
                functions.map { made.onceFunctions[$0.name] ?? "" }, functions.map(\.volatility),
                functions.map(\.parallel), functions.map(\.settings), functions.map(\.otherwise),
            ]
        case "added": AddedObjects.known
        case "rights": [made.allFunctions, views]
        case "schema": [made.allFunctions]
        default: []
        }
    }
}
