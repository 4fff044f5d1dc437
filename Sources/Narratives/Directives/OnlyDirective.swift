internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// `only`: blocks for some editions, languages or formats; it presents, it protects nothing.
enum OnlyDirective {
  /// The formats that a pack's text comes in.
  static let formats = ["html", "markdown"]

  static let definition = DirectiveDefinition(
    "only", options: ["edition", "language", "format"], holdsText: true
  ) { directive, _, page in
    let formats = OnlyFilter.values("format", of: directive).map(\.value)
    return .only(
      formats: formats.isEmpty ? OnlyDirective.formats : formats, page.compile(directive.body))
  }

  /// The blocks of an `only` that leaves nothing to the writers: those inside where edition and
  /// language match, none where they do not; nil for every other directive.
  static func transparentBlocks(
    of directive: Directive, in page: inout PageCompiler
  ) -> [ProseBlock]? {
    guard directive.name.value == definition.name else { return nil }
    check(directive, in: &page)
    guard page.lookups.onlyFilter.keeps(directive) else {
      _ = DirectiveTable.check(directive, against: definition, in: &page)
      return []
    }
    guard directive.option("format") == nil, DirectiveLabel.of(directive) == nil else {
      return nil
    }
    _ = DirectiveTable.check(directive, against: definition, in: &page)
    return page.compile(directive.body)
  }

  /// Reports values that name no edition, language or format.
  private static func check(_ directive: Directive, in page: inout PageCompiler) {
    let settings = page.lookups.edition.settings
    let known: [(option: String, values: [String])] = [
      ("edition", settings.editions.map(\.name)),
      ("language", settings.languages + page.lookups.edition.pack.languages),
      ("format", formats),
    ]
    var hasOption = false
    for (option, values) in known {
      for value in OnlyFilter.values(option, of: directive) {
        hasOption = true
        guard !values.contains(value.value) else { continue }
        page.report(
          .unknownOnlyValue(
            value, of: option, nearest: NearestName.nearest(to: value.value, in: values)))
      }
    }
    if !hasOption { page.report(.onlyWithoutOption(directive.name)) }
  }
}

/// Decides which `only` blocks belong to an edition and language.
struct OnlyFilter: Sendable {
  let edition: String
  let language: String

  /// Whether a directive's text is compiled at all; only an `only` may say no.
  func keeps(_ directive: Directive) -> Bool {
    guard directive.name.value == "only" else { return true }
    let editions = OnlyFilter.values("edition", of: directive)
    let languages = OnlyFilter.values("language", of: directive)
    return (editions.isEmpty || editions.contains { $0.value == edition })
      && (languages.isEmpty || languages.contains { $0.value == language })
  }

  static func values(_ option: String, of directive: Directive) -> [Located<String>] {
    directive.option(option).map { CommaList.items(of: $0.value) } ?? []
  }
}
