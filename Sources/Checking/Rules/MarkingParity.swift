import Diagnostics
import MarkdownTree
import Records

/// What is marked in one language of a text is marked in the others: a passage hidden here and
/// open there is hidden from nobody.
enum MarkingParity: CorpusRule {
  /// One language's text: its own label and those of its passages, with how many bear each.
  private struct Version {
    let language: String
    let span: SourceSpan
    var label: Marking?
    var passages = MarkedPassages()
  }

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let language = loaded.project.settings.defaultLanguage
    var found: [Diagnostic] = []
    for record in loaded.drafts where record.narratives.count > 1 {
      let versions = record.narratives.map { narrative in
        var version = Version(
          language: narrative.language,
          span: narrative.document.blocks.first?.span ?? SourceSpan(file: narrative.path))
        version.passages.add(narrative.document)
        return version
      }
      found += compare(versions, of: "'\(record.id)'", within: record.marking)
    }
    for pack in loaded.project.packs { found += check(pack, language) }
    return found
  }

  private static func check(_ pack: Pack, _ language: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let names = Set(pack.sections.map(\.name)).sorted { $0.precedesInBytes($1) }
    for name in names {
      let sections = pack.sections.filter { $0.name == name }
      guard sections.count > 1 else { continue }
      let versions = sections.map { section in
        var version = Version(
          language: section.language, span: section.markingSpan ?? section.title.source.span,
          label: section.marking)
        version.passages.add(section.title.content)
        version.passages.add(section.document)
        return version
      }
      let marking = sections.reduce(pack.marking) { max($0, $1.marking ?? .clear) }
      found += compare(versions, of: "the section '\(name)'", within: marking)
    }
    func check(_ text: LocalizedNarrative?, _ what: String, _ own: Marking?) {
      guard let text, text.entries.count > 1 else { return }
      let versions = text.entries.map { entry in
        var version = Version(
          language: entry.language ?? language, span: entry.narrative.source.span)
        version.passages.add(entry.narrative.content)
        return version
      }
      found += compare(versions, of: what, within: max(pack.marking, own ?? .clear))
    }
    check(pack.title, "the pack's title", nil)
    check(pack.audience, "'audience'", nil)
    check(pack.from, "'from'", nil)
    check(pack.handling, "'handling'", nil)
    for entry in pack.contents { check(entry.title, "the title of '\(entry.name)'", entry.marking) }
    for figure in pack.figures {
      check(figure.label, "the label of '\(figure.id.value)'", figure.marking)
    }
    for claim in pack.claims {
      check(claim.label, "the label of '\(claim.id.value)'", claim.marking)
    }
    for entry in pack.reconciliations { check(entry.because, "'because'", entry.marking) }
    for term in pack.terms {
      check(term.term, "the term '\(term.id.value)'", term.marking)
      check(term.definition, "the definition of '\(term.id.value)'", term.marking)
    }
    return found
  }

  /// Compares every version with the one before it in byte order of languages.
  private static func compare(
    _ versions: [Version], of what: String, within container: Marking
  ) -> [Diagnostic] {
    let versions = versions.sorted { $0.language.precedesInBytes($1.language) }
    var found: [Diagnostic] = []
    for (left, right) in zip(versions, versions.dropFirst()) {
      if left.label != right.label {
        let isLeftStricter = (left.label ?? .clear) > (right.label ?? .clear)
        let (stricter, other) = isLeftStricter ? (left, right) : (right, left)
        if let label = stricter.label {
          found.append(
            .markedInOneLanguage(
              what, label, in: stricter.language, not: other.language, at: other.span
            ).marked(max(container, label)))
        }
      }
      for label in Marking.allCases {
        let counts = (left.passages.count(label), right.passages.count(label))
        guard counts.0 != counts.1 else { continue }
        let (more, fewer) = counts.0 > counts.1 ? (left, right) : (right, left)
        found.append(
          .passagesDiffer(
            what, label, (more.language, max(counts.0, counts.1)),
            (fewer.language, min(counts.0, counts.1)), at: fewer.span
          ).marked(max(container, label)))
      }
    }
    return found
  }
}

/// How many passages of a text bear each label.
///
/// What an `only` gives to some languages alone has no counterpart and is not counted.
struct MarkedPassages {
  private var counts: [Marking: Int] = [:]

  func count(_ label: Marking) -> Int { counts[label] ?? 0 }

  mutating func add(_ document: MarkdownDocument) {
    add(document.blocks)
    for footnote in document.footnotes { add(footnote.blocks) }
  }

  mutating func add(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content): add(content)
      case .link(let link): add(link.content)
      case .role(let role):
        if role.name.value == "marked" { add(label: role.variant?.value) }
        add(role.narrative)
      default: break
      }
    }
  }

  private mutating func add(label: String?) {
    guard let label, let marking = Marking(shortForm: label) else { return }
    counts[marking, default: 0] += 1
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): add(content)
      case .quote(let blocks): add(blocks)
      case .list(let list): for item in list.items { add(item.blocks) }
      case .table(let table):
        for cell in table.header { add(cell) }
        for row in table.rows { for cell in row { add(cell) } }
      case .directive(let directive):
        if directive.name.value == "only", directive.option("language") != nil { continue }
        if directive.name.value == "marked" { add(label: directive.argument?.value) }
        add(directive.argumentContent)
        for option in directive.options { add(option.content) }
        add(directive.body)
      case .code, .thematicBreak, .html: break
      }
    }
  }
}
