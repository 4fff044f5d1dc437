internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// A heading's anchor, as code hosts make it.
enum Slug {
  /// Lower-cased letters, digits, hyphens and underscores; spaces become hyphens.
  static func make(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in trimmed(text) {
      switch scalar {
      case " ": result.append("-")
      case "-", "_": result.append(scalar)
      case "a"..."z", "0"..."9": result.append(scalar)
      default:
        let properties = scalar.properties
        guard
          properties.isAlphabetic || properties.numericType != nil
            || properties.generalCategory == .nonspacingMark
        else { continue }
        result.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(result)
  }

  private static func trimmed(_ text: String) -> Substring.UnicodeScalarView {
    var scalars = text.unicodeScalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return scalars
  }
}

/// A place that text can refer to.
struct Anchor {
  var fragment: String
  /// What a reference without a text of its own shows.
  var title: [Inline]
  var span: SourceSpan
  var isLabel: Bool
  /// Of the passage that holds it, below that of the whole.
  var marking: Marking
}

/// The headings and labels of one text, in reading order.
struct PageAnchors {
  private(set) var all: [Anchor] = []
  /// Labels that a heading or label before them has already.
  private(set) var duplicates: [Diagnostic] = []
  private var positions: [String: Int] = [:]
  private var identifiers = BlockIdentifiers()
  private var marking = Marking.clear
  private let filter: OnlyFilter

  init(_ document: MarkdownDocument, filter: OnlyFilter) {
    self.filter = filter
    scan(document)
  }

  subscript(fragment: String) -> Anchor? { positions[fragment].map { all[$0] } }

  func nearest(to fragment: String) -> Suggestion? {
    NearestName.nearest(to: fragment, in: all.lazy.map(\.fragment)).map {
      Suggestion($0, marking: self[$0]?.marking ?? .clear)
    }
  }

  private mutating func scan(_ document: MarkdownDocument) {
    scan(document.blocks)
    for footnote in document.footnotes { scan(footnote.blocks) }
  }

  private mutating func scan(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .heading(_, let content):
        let slug = identifiers.claim(slug: Slug.make(content.plainText))
        add(
          Anchor(
            fragment: slug, title: content, span: block.span, isLabel: false, marking: marking))
      case .quote(let blocks): scan(blocks)
      case .list(let list):
        for item in list.items { scan(item.blocks) }
      case .directive(let directive):
        guard filter.keeps(directive) else { continue }
        let outer = marking
        if directive.name.value == "marked", let label = directive.argument?.value {
          marking = max(outer, Marking(shortForm: label) ?? .clear)
        }
        if let label = DirectiveLabel.of(directive) { add(label, of: directive) }
        scan(directive.body)
        marking = outer
      case .paragraph, .code, .table, .thematicBreak, .html: break
      }
    }
  }

  private mutating func add(_ label: Located<String>, of directive: Directive) {
    if let first = self[label.value] {
      duplicates.append(
        .duplicateLabel(label, first: first.span).marked(max(marking, first.marking)))
      return
    }
    _ = identifiers.claim(label: label.value)
    let title = directive.option("title")?.content ?? []
    add(
      Anchor(
        fragment: label.value,
        title: title.isEmpty && directive.name.value != "chart"
          ? directive.argumentContent : title,
        span: label.span, isLabel: true, marking: marking))
  }

  private mutating func add(_ anchor: Anchor) {
    positions[anchor.fragment] = all.count
    all.append(anchor)
  }
}

/// Every section's anchors, and the labels of the whole pack.
struct AnchorIndex {
  private var pages: [String: PageAnchors] = [:]
  private var labels: [String: (section: String, anchor: Anchor, marking: Marking)] = [:]
  private var headings: [String: [(section: String, anchor: Anchor, marking: Marking)]] = [:]
  private(set) var titles: [String: InlineNarrative] = [:]
  /// Duplicate labels, at the second.
  private(set) var diagnostics: [Diagnostic] = []

  init(sections: [Section], annexNames: Set<String>, filter: OnlyFilter) {
    let sectionNames = Set(sections.map(\.name))
    for section in sections where pages[section.name] == nil {
      let page = PageAnchors(section.document, filter: filter)
      pages[section.name] = page
      titles[section.name] = section.title
      let marking = section.marking ?? .clear
      diagnostics += page.duplicates.map { $0.marked(marking) }
      for anchor in page.all {
        guard anchor.isLabel else {
          headings[anchor.fragment, default: []].append(
            (section.name, anchor, max(marking, anchor.marking)))
          continue
        }
        let label = Located(anchor.fragment, at: anchor.span)
        if let first = labels[anchor.fragment] {
          diagnostics.append(
            .duplicateLabel(label, first: first.anchor.span)
              .marked(max(marking, anchor.marking, first.anchor.marking)))
        } else {
          labels[anchor.fragment] = (section.name, anchor, max(marking, anchor.marking))
        }
        if annexNames.contains(anchor.fragment) || sectionNames.contains(anchor.fragment) {
          diagnostics.append(.labelNamesPage(label).marked(max(marking, anchor.marking)))
        }
      }
    }
  }

  func page(_ section: String) -> PageAnchors? { pages[section] }

  var sectionNames: [String] { pages.keys.sorted() }

  /// A labelled block anywhere, or a heading that only one section has.
  func place(_ name: String) -> (section: String, anchor: Anchor)? {
    if let found = labels[name] { return (found.section, found.anchor) }
    guard let found = headings[name], found.count == 1 else { return nil }
    return (found[0].section, found[0].anchor)
  }

  /// The nearest of all names a reference may use.
  func nearest(to name: String) -> Suggestion? {
    let names = Set(labels.keys).union(headings.keys).union(pages.keys)
    return NearestName.nearest(to: name, in: names.sorted()).map { name in
      let anchors = (headings[name] ?? []) + (labels[name].map { [$0] } ?? [])
      return Suggestion(name, marking: anchors.map(\.marking).max() ?? .clear)
    }
  }
}

/// Where a link leads, or why nowhere.
enum ResolvedLink {
  case found(LinkTarget)
  case missing(Diagnostic)
}

extension PageCompiler {
  /// The headings and labels of the page at hand.
  mutating func ownAnchors() -> PageAnchors {
    if case .section(let name) = place, let page = lookups.anchors.page(name) { return page }
    if let anchors { return anchors }
    let scanned = PageAnchors(document, filter: lookups.onlyFilter)
    anchors = scanned
    report(scanned.duplicates)
    return scanned
  }

  /// Resolves `#fragment`, `other.md`, `other.en.md#fragment` and addresses.
  mutating func target(of link: Inline.Link) -> ResolvedLink {
    let destination = link.destination
    if destination.value.utf8.first == UInt8(ascii: "#") {
      let fragment = LinkText.decoded(destination.value.utf8.dropFirst())
      return ownFragment(fragment, at: destination)
    }
    guard let (file, fragment) = LinkText.markdownFile(destination.value) else {
      if LinkText.isPage(destination.value) { return .missing(pageAddress(destination)) }
      return .found(.url(destination.value))
    }
    let name = LinkText.sectionName(file, languages: lookups.edition.settings.languages)
    guard let page = lookups.anchors.page(name) else {
      let nearest = NearestName.nearest(to: name, in: lookups.anchors.sectionNames)
      return .missing(.unknownLinkedSection(destination, nearest: nearest))
    }
    guard let fragment else { return .found(.section(name: name, fragment: nil)) }
    guard page[fragment] != nil else {
      return .missing(
        .unknownFragment(fragment, at: destination, nearest: page.nearest(to: fragment)))
    }
    return .found(.section(name: name, fragment: fragment))
  }

  /// Pages have other addresses in each format, and a section's page is known by its file.
  private func pageAddress(_ destination: Located<String>) -> Diagnostic {
    let parts = destination.value.split(
      separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = String(parts[0].dropLast(".html".utf8.count)) + ".md"
    let name = LinkText.sectionName(
      LinkText.decoded(file.utf8), languages: lookups.edition.settings.languages)
    guard let page = lookups.anchors.page(name) else {
      return .pageAddress(destination, instead: nil)
    }
    guard parts.count > 1 else { return .pageAddress(destination, instead: file) }
    let fragment = LinkText.decoded(parts[1].utf8)
    return .pageAddress(
      destination, instead: page[fragment] == nil ? nil : "\(file)#\(parts[1])")
  }

  private mutating func ownFragment(
    _ fragment: String, at destination: Located<String>
  ) -> ResolvedLink {
    let page = ownAnchors()
    if page[fragment] != nil { return .found(.here(fragment: fragment)) }
    return .missing(
      .unknownFragment(fragment, at: destination, nearest: page.nearest(to: fragment)))
  }
}

/// Reads link destinations, byte by byte.
enum LinkText {
  /// A relative `.md` path and its fragment; nil for any other address.
  static func markdownFile(_ destination: String) -> (file: String, fragment: String?)? {
    let bytes = Array(destination.utf8)
    let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
    let path = bytes[..<(hash ?? bytes.count)]
    guard path.count > 3, path.suffix(3).elementsEqual(".md".utf8),
      !path.contains(UInt8(ascii: ":"))
    else { return nil }
    let fragment = hash.map { decoded(bytes[($0 + 1)...]) }
    return (decoded(path), fragment)
  }

  /// Whether a relative address leads to a page of the output.
  static func isPage(_ destination: String) -> Bool {
    let path = destination.utf8.prefix {
      $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?")
    }
    return !path.contains(UInt8(ascii: ":"))
      && path.suffix(5).map { $0 | 0x20 }.elementsEqual(".html".utf8)
  }

  /// `threat.en.md` and `./threat.md` both name the section `threat`.
  static func sectionName(_ file: String, languages: [String]) -> String {
    var name = String(file.dropLast(3))
    if name.utf8.starts(with: "./".utf8) { name = String(name.dropFirst(2)) }
    for language in languages where name.hasSuffix("." + language) {
      return String(name.dropLast(language.utf8.count + 1))
    }
    return name
  }

  /// Percent-decoded; broken escapes stay as they are.
  static func decoded(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
