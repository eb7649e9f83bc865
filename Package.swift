// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]
let upper: [SwiftSetting] = strict + [.enableUpcomingFeature("InternalImportsByDefault")]

/// A target whose arrows point down to `dependencies`; `make lint` checks that its imports keep to them.
func room(_ name: String, path: String? = nil, on dependencies: [Target.Dependency] = []) -> Target {
    let settings = name.hasPrefix("Adapt") || name == "Spreadsheet" ? upper : strict
    return .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func tests(_ name: String, of dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "adapt",
    products: [
        .executable(name: "adapt", targets: ["adapt"]),
        .library(name: "AdaptService", targets: ["AdaptService"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "CLazy", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CLibpq", dependencies: ["CLazy"]),
        .target(name: "CDigest", linkerSettings: [.linkedLibrary("dl")]),
        room("Postgres", on: ["CLibpq"]),
        room(
            "LocalServer",
            on: ["Postgres", .product(name: "Subprocess", package: "swift-subprocess")]),
        .target(name: "CSpreadsheet", dependencies: ["CLazy"]),
        room("Spreadsheet", on: ["CSpreadsheet"]),
        room("AdaptModel"),
        .target(
            name: "AdaptSQL", path: "sql",
            resources: [.embedInCode("migrations"), .embedInCode("repeatable"), .embedInCode("queries")],
            swiftSettings: strict),
        .target(
            name: "AdaptService", dependencies: ["AdaptModel", "Postgres", "AdaptSQL", "Spreadsheet", "CDigest"],
            resources: [.embedInCode("Sample/files")], swiftSettings: upper),
        .target(name: "CWidth"),
        room("AdaptReports", on: ["AdaptModel", "Spreadsheet", "CWidth"]),
        room(
            "AdaptCLI",
            on: [
                "AdaptReports", "AdaptService", "LocalServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "CArguments"),
        .target(name: "CMemory"),
        .target(name: "CSignals"),
        .executableTarget(
            name: "adapt", dependencies: ["AdaptCLI", "CArguments", "CMemory", "CSignals"], swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["LocalServer", "Postgres"], path: "Tests/Support", swiftSettings: strict
        ),
        tests("AdaptModelTests", of: ["AdaptModel", "TestSupport"]),
        tests("PostgresTests", of: ["Postgres", "TestSupport"]),
        tests("SpreadsheetTests", of: ["Spreadsheet", "TestSupport"]),
        tests("LocalServerTests", of: ["LocalServer", "Postgres", "TestSupport"]),
        tests("AdaptServiceTests", of: ["AdaptService", "Spreadsheet", "TestSupport"]),
        tests("AdaptCLITests", of: ["AdaptCLI", "AdaptService", "Spreadsheet", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
