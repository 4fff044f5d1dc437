internal import Diagnostics
internal import MarkdownTree
internal import Records

/// One directive: its argument, options and body, and what it becomes.
struct DirectiveDefinition: Sendable {
  /// What may stand on the fence line.
  enum Argument: Sendable {
    case none
    /// Inline narrative, left out at will.
    case title
    /// Inline narrative that must be there.
    case requiredTitle
    /// Checked by the directive itself, must be there.
    case word
  }

  let name: String
  let argument: Argument
  /// Beside `name`, which all take.
  let options: [String]
  let requiredOptions: [String]
  /// Whether narrative may follow the options.
  let holdsText: Bool
  let compile: @Sendable (Directive, _ id: String, inout PageCompiler) -> ProseBlock.Kind?

  init(
    _ name: String, argument: Argument = .none, options: [String] = [],
    required requiredOptions: [String] = [], holdsText: Bool = false,
    compile: @escaping @Sendable (Directive, String, inout PageCompiler) -> ProseBlock.Kind?
  ) {
    self.name = name
    self.argument = argument
    self.options = options
    self.requiredOptions = requiredOptions
    self.holdsText = holdsText
    self.compile = compile
  }

  /// Options whose values are narrative that readers see.
  static let narrativeOptions: Set<String> = ["title", "subtitle", "note", "source"]
}

/// Every directive that narrative may use.
enum DirectiveTable {
  static let all: [DirectiveDefinition] =
    [
      KeyFiguresDirective.definition,
      RecordTableDirective.definition(.incidents),
      RecordTableDirective.definition(.sanctions),
      RecordTableDirective.definition(.measures),
      TimelineDirective.definition,
      TableDirective.definition,
      ChartDirective.definition,
      CoverageDirective.definition,
      MarkedDirective.definition,
      OnlyDirective.definition,
    ] + AdmonitionDirective.definitions

  static func definition(_ name: String) -> DirectiveDefinition? {
    all.first { $0.name == name }
  }

  static func compile(
    _ directive: Directive, id: String, in page: inout PageCompiler
  ) -> ProseBlock.Kind? {
    // Parsing has reported names that no directive has.
    guard let definition = definition(directive.name.value) else { return nil }
    let isComplete = check(directive, against: definition, in: &page)
    return isComplete ? definition.compile(directive, id, &page) : nil
  }

  /// Reports what the definition does not allow; false where something it needs is missing.
  static func check(
    _ directive: Directive, against definition: DirectiveDefinition, in page: inout PageCompiler
  ) -> Bool {
    var isComplete = true
    let name = definition.name
    switch definition.argument {
    case .none:
      if let argument = directive.argument {
        page.report(.unexpectedArgument(argument, of: name))
      }
    case .title: break
    case .requiredTitle, .word:
      if directive.argument == nil {
        page.report(.missingArgument(directive.name))
        isComplete = false
      }
    }
    var seen: Set<String> = []
    var misspelt: Set<String> = []
    for option in directive.options {
      let known = definition.options + ["name"]
      guard known.contains(option.name.value) else {
        let nearest = NearestName.nearest(to: option.name.value, in: known)
        page.report(.unknownOption(option.name, of: name, nearest: nearest))
        if let nearest { misspelt.insert(nearest) }
        continue
      }
      if !seen.insert(option.name.value).inserted {
        page.report(.repeatedOption(option.name))
      } else if option.value.value.isEmpty {
        page.report(.emptyOption(option.name))
        if definition.requiredOptions.contains(option.name.value) { isComplete = false }
      }
    }
    for required in definition.requiredOptions where !seen.contains(required) {
      if !misspelt.contains(required) {
        page.report(.missingOption(required, of: directive.name))
      }
      isComplete = false
    }
    if !definition.holdsText, let first = directive.body.blocks.first {
      page.report(.unexpectedText(of: name, at: first.span))
    }
    return isComplete
  }
}

/// The label that `:name:` gives a directive.
enum DirectiveLabel {
  static func of(_ directive: Directive) -> Located<String>? {
    guard let value = directive.option("name")?.value, !value.value.isEmpty else { return nil }
    return value
  }

  /// The label as the block's id; reports one that is no identifier.
  static func claim(of directive: Directive, in page: inout PageCompiler) -> String? {
    guard let label = of(directive) else { return nil }
    guard isIdentifier(label.value) else {
      page.report(.malformedLabel(label))
      return nil
    }
    if case .record = page.place { _ = page.ownAnchors() }
    return page.identifiers.claim(label: label.value)
  }

  /// Lower-case letters, digits and single hyphens between, at most 64 bytes.
  private static func isIdentifier(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 64 else { return false }
    return bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty
        && $0.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
  }
}

extension PageCompiler {
  /// The directive's title on the fence line.
  mutating func title(of directive: Directive) -> [ProseInline] {
    compileSentences(directive.argumentContent)
  }

  /// An option that is narrative.
  mutating func narrative(_ option: String, of directive: Directive) -> [ProseInline] {
    directive.option(option).map { compileSentences($0.content) } ?? []
  }

  /// An option as SQL, with its place.
  func sql(_ option: String, of directive: Directive) -> SourceText? {
    guard let value = directive.option(option)?.value, !value.value.isEmpty else { return nil }
    return SourceText(value)
  }

  /// A whole number from 1; reports anything else.
  mutating func limit(of directive: Directive) -> Int? {
    guard let value = directive.option("limit")?.value, !value.value.isEmpty else { return nil }
    let isNumber = value.value.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard isNumber, let limit = Int(value.value), limit > 0 else {
      report(.malformedLimit(value))
      return nil
    }
    return limit
  }

  /// The name of a table's file: its label, else its page and id.
  func fileName(of directive: Directive, id: String) -> String {
    if DirectiveLabel.of(directive) != nil { return id }
    let page = place.name.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
    return String(decoding: page, as: UTF8.self) + "-" + id
  }
}

/// Comma lists in option values, each item at its own place.
enum CommaList {
  static func items(of value: Located<String>) -> [Located<String>] {
    let bytes = Array(value.value.utf8)
    let isExact = value.span.end - value.span.start == bytes.count
    var result: [Located<String>] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
      var first = start
      var last = index
      while first < last, isBlank(bytes[first]) { first += 1 }
      while last > first, isBlank(bytes[last - 1]) { last -= 1 }
      if first < last {
        let span =
          isExact
          ? SourceSpan(
            path: value.span.path, start: value.span.start + first, end: value.span.start + last)
          : value.span
        result.append(Located(String(decoding: bytes[first..<last], as: UTF8.self), at: span))
      }
      start = index + 1
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
