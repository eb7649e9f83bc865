"""The package in which mutations of AdaptModel are tried: it, its tests, and what these take from TestSupport."""
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Not all of it: the copy is built anew with every mutation, and needs neither libpq nor a server.
SUPPORT = ["Figures.swift", "Seeded.swift"]
MANIFEST = """// swift-tools-version:6.2
import PackageDescription
let package = Package(name: "mutant", targets: [
    .target(name: "AdaptModel", swiftSettings: [.enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault")]),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(name: "AdaptModelTests", dependencies: ["AdaptModel", "TestSupport"]),
], swiftLanguageModes: [.v6])
"""


def make(directory):
    """Writes the package into a directory."""
    (directory / "Package.swift").write_text(MANIFEST)
    for room in ("Sources/AdaptModel", "Tests/AdaptModelTests"):
        shutil.copytree(ROOT / room, directory / room)
    (directory / "Tests/Support").mkdir()
    for name in SUPPORT:
        shutil.copy(ROOT / "Tests/Support" / name, directory / "Tests/Support")
