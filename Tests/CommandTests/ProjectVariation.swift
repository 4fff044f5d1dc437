/// Changes that an author may save, of the project `Accepted/markings`, by path of its files.
enum ProjectVariation {
  typealias Files = [String: String]

  /// One to three changes of the project's files, `number` in their words.
  static func varied(
    _ files: Files, _ number: Int, by random: inout some RandomNumberGenerator
  ) -> Files {
    var files = files
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      all.randomElement(using: &random)?(&files, number)
    }
    return files
  }

  private static let pack = "Content/packs/brief/"
  private static let records = "Content/records/"

  private static let all: [@Sendable (inout Files, Int) -> Void] = [
    // Text, open and marked, and text that does not compile.
    {
      $0[pack + "overview.en.md", default: ""] += "\nA sentence of edit \($1)th, {fig}`stolen`.\n"
    },
    {
      $0[pack + "overview.en.md", default: ""] += "\n{marked:amber}`Edit \($1)th, for partners.`\n"
    },
    { files, _ in files[pack + "overview.en.md", default: ""] += "\nIn {fig}`nowhere`.\n" },
    { files, _ in files[pack + "planned.en.md"] = "---\ntitle: [" },
    { $0[pack + "secret.en.md", default: ""] += "\nA secret of edit \($1)th.\n" },
    // Values that other pages show.
    {
      replace(
        "Anchor theft", with: "Anchor theft \($1)", in: records + "incidents/incidents.yaml", &$0)
    },
    {
      replace("7000000", with: "\(7_000_000 + $1)", in: records + "incidents/incidents.yaml", &$0)
    },
    {
      replace("label: Stolen\n", with: "label: Stolen in all\n", in: pack + "figures.yaml", &$0, $1)
    },
    { replace("One pack for", with: "Pack \($1)th for", in: pack + "pack.yaml", &$0) },
    { replace("  - annex: timeline\n", with: "", in: pack + "pack.yaml", &$0, $1) },
    // A file more, one less, one by another name, and what shapes every page.
    {
      $0[records + "sources/more.yaml"] =
        "- { id: more-\($1), title: More, publisher: Us, issued: 2024-01-01, "
        + "url: 'https://example.org/more' }\n"
    },
    { files, _ in files[records + "measures/measures.yaml"] = nil },
    { files, _ in
      files[records + "sanctions/renamed.yaml"] = files[records + "sanctions/sanctions.yaml"]
      files[records + "sanctions/sanctions.yaml"] = nil
    },
    { $0["Templates/strings/en.yaml"] = "page:\n  skip: Skip \($1)\n" },
    { $0["Templates/assets/site.css"] = "p { margin: \($1)px }\n" },
    { files, _ in files["Templates/html/annex.mustache"] = "<h1>{{{titleHTML}}}</h1>{{nowhere}}" },
    { $0[records + "sources/note.txt"] = "Edit \($1)." },
  ]

  private static func replace(
    _ old: String, with new: String, in path: String, _ files: inout Files, _ number: Int = 0
  ) {
    files[path] = files[path]?.replacing(old, with: new)
  }
}

extension SeededNumbers: RandomNumberGenerator {
  mutating func next() -> UInt64 {
    let (high, low) = (fraction(), fraction())
    return UInt64(high * 4_294_967_296) << 32 | UInt64(low * 4_294_967_296)
  }
}
