// swift-tools-version: 6.2

import PackageDescription

/// Settings every Swift target shares: strict imports and explicit existentials.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift target of the pipeline; it may import only the targets named here.
func stage(
  _ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: strict,
    plugins: plugins)
}

/// The tests of one target, with the shared support.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies, swiftSettings: strict)
}

let package = Package(
  name: "dossier",
  products: [.executable(name: "dossier", targets: ["dossier"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries and the few calls Swift cannot make itself.
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CSystemXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CLibXML2", dependencies: ["CSystemXML2"]),
    .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),

    // The pipeline, in order: a target imports earlier ones only.
    stage("Diagnostics"),
    stage("Digests", [.product(name: "Crypto", package: "swift-crypto")]),
    stage("MarkdownTree", ["Diagnostics", "CCMarkGFM"]),
    stage("Records", ["Diagnostics", "MarkdownTree"]),
    stage("Loading", ["Diagnostics", "MarkdownTree", "Records", "CLinux"]),
    stage("Matching", ["Diagnostics", "Digests", "Records"]),
    stage("Checking", ["Diagnostics", "MarkdownTree", "Records", "Matching"]),
    stage("Editions", ["Diagnostics", "MarkdownTree", "Records"]),
    stage("Figures", ["Diagnostics", "Records", "Editions", "MarkdownTree", "CSQLite"]),
    stage("Narratives", ["Diagnostics", "MarkdownTree", "Records", "Editions", "Figures"]),
    stage("Charts"),
    stage(
      "Rendering",
      [
        "Diagnostics", "Digests", "MarkdownTree", "Records", "Editions", "Figures", "Narratives",
        "Charts",
      ]),
    stage(
      "Exporting", ["Diagnostics", "Digests", "MarkdownTree", "Records", "Rendering"]),
    stage("Publishing", ["Diagnostics", "Digests", "Records", "Rendering", "CLinux"]),
    stage("Paper", ["Diagnostics", "Rendering"]),
    // On the side: snapshots alone.
    stage("Review", ["Diagnostics", "Digests"]),
    stage(
      "Importing", ["Diagnostics", "Digests", "Records", "Loading", "Matching", "CLibXML2"]),
    stage(
      "Serving",
      [
        "Diagnostics", "Rendering", .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    stage(
      "Authoring",
      ["Diagnostics", "MarkdownTree", "Records", "Loading", "Narratives", "Exporting"]),
    stage("BuiltInFiles", [], plugins: ["EmbedTemplates"]),
    .target(
      name: "DossierKit",
      dependencies: [
        "Diagnostics", "Digests", "MarkdownTree", "Records", "Loading", "Checking", "Editions",
        "Figures", "Narratives", "Rendering", "Exporting", "Publishing", "Paper", "Review",
        "Importing", "Matching", "Serving", "Authoring", "BuiltInFiles",
      ],
      exclude: ["README.md", "DossierKit.docc"], swiftSettings: strict),
    .executableTarget(
      name: "dossier",
      dependencies: [
        "DossierKit", "Diagnostics", "Importing", "Matching", "Publishing", "Records", "Review",
        "Serving",
        "CMimalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"], swiftSettings: strict),

    // Templates and explanation pages as bytes inside the tool.
    .plugin(
      name: "EmbedTemplates", capability: .buildTool(), dependencies: ["TemplateEmbedder"],
      path: "Sources/EmbedTemplates"),
    .executableTarget(name: "TemplateEmbedder", exclude: ["README.md"], swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["Diagnostics", "DossierKit", "Publishing", "Records", "Rendering"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("RecordsTests", ["Records", "Diagnostics"]),
    tests(
      "ChartsTests",
      [
        "Charts", "Diagnostics", "Editions", "Figures", "Loading", "Narratives", "Records",
        "Rendering",
      ]),
    tests(
      "EditionsTests", ["Editions", "Loading", "MarkdownTree", "Records", "Diagnostics"]),
    tests("PaperTests", ["Paper", "Rendering", "Records", "Diagnostics"]),
    tests(
      "ExportingTests",
      ["Exporting", "Diagnostics", "Editions", "Loading", "MarkdownTree", "Records"]),
    tests(
      "ReviewTests", ["Review", "DossierKit", "Diagnostics", "Loading", "Publishing", "Rendering"]),
    tests("ServingTests", ["Serving", "Rendering", "Diagnostics"]),
    tests("PublishingTests", ["Publishing", "Rendering", "Diagnostics"]),
    .testTarget(
      name: "PackTests",
      dependencies: ["TestSupport", "DossierKit", "Diagnostics", "Narratives", "Review"],
      exclude: ["Accepted", "Examples", "Layouts", "Rejected", "README.md"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "DossierKit", "Diagnostics", "dossier"],
      exclude: ["pre-commit-hooks.schema.json"], swiftSettings: strict),
    tests(
      "NarrativesTests",
      ["Narratives", "Diagnostics", "Editions", "Figures", "Loading", "MarkdownTree", "Records"]),
    tests("MarkdownTreeTests", ["MarkdownTree", "Diagnostics"]),
    tests(
      "FiguresTests",
      ["Figures", "Diagnostics", "Editions", "Loading", "MarkdownTree", "Records"]),
    tests(
      "RenderingWritersTests",
      [
        "Rendering", "Narratives", "Figures", "Editions", "Loading", "Records", "MarkdownTree",
        "Diagnostics",
      ]),
    // swift-mustache is the second opinion on how templates are filled.
    tests(
      "RenderingPagesTests",
      [
        "Rendering", "Diagnostics", "Editions", "Figures", "MarkdownTree", "Narratives", "Records",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    // Yams is the second opinion on what YAML means.
    tests(
      "LoadingTests",
      [
        "Loading", "Checking", "Records", "Diagnostics", "MarkdownTree",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "ImportingTests",
      dependencies: [
        "TestSupport", "Importing", "Diagnostics", "DossierKit", "ListFuzzing", "Loading",
        "Matching",
        "Publishing", "Records",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    tests(
      "AuthoringTests",
      ["Authoring", "Diagnostics", "DossierKit", "Loading", "Records"]),
    tests("MatchingTests", ["Matching", "DossierKit", "Diagnostics", "Records"]),
    .target(
      name: "ListFuzzing", dependencies: ["Importing", "Diagnostics", "Loading", "Records"],
      path: "Tests/ListFuzzing", exclude: ["README.md", "Seeds", "list.map.yaml"],
      swiftSettings: strict),
    .executableTarget(
      name: "list-fuzzer", dependencies: ["Importing", "ListFuzzing"], path: "Tests/ListFuzzer",
      exclude: ["README.md"], swiftSettings: strict),
    tests("CheckingTests", ["Checking", "Loading", "Records", "Diagnostics", "MarkdownTree"]),
  ]
)
