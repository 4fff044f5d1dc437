internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// One page of a pack before it stands in its frame, or as an article in the book.
protocol Page: Sendable {
  /// From the pack's folder, without its ending: `incidents/bybit-2025`.
  var path: String { get }
  /// The template's name, also the page's class.
  var template: String { get }
  /// What its one `h1` says.
  var title: [ProseInline] { get }
  /// The highest marking of what it holds.
  var marking: Marking { get }
  /// The page above it other than the cover.
  var parent: (path: String, title: [ProseInline])? { get }

  /// The template's values, with addresses as `writer` writes them.
  func values(_ writer: HTMLWriter) -> TemplateRecord
}

extension Page {
  var parent: (path: String, title: [ProseInline])? { nil }
}

extension HTMLWriter {
  /// The address of a page of the pack, or of a place in it, from this page.
  func url(ofPage path: String, fragment: String? = nil) -> SafeURL {
    if isBook {
      return SafeURL(unchecked: "#" + HTMLWriter.anchor(page: path, fragment: fragment))
    }
    let end = fragment.map { "#\($0)" } ?? ""
    if path == page { return SafeURL(unchecked: end.isEmpty ? "#main" : end) }
    return SafeURL(unchecked: HTMLWriter.way(fromPage: page) + path + ".html" + end)
  }

  /// The address of another file of the pack; nothing where all pages stand in one file.
  func url(ofFile path: String) -> SafeURL {
    isBook ? .none : SafeURL(unchecked: HTMLWriter.way(fromPage: page) + path)
  }

  /// The way from a page up to the pack's folder.
  static func way(fromPage page: String) -> String {
    String(repeating: "../", count: page.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Whether this writes into the book alone.
  var isBook: Bool { destination == .book }
}

extension TemplateRecord {
  /// The contents list of a page: its headings where there are three or more.
  mutating func setContents(_ headings: [(id: String, title: TrustedHTML)], _ writer: HTMLWriter) {
    let isShown = headings.count >= 3 && !writer.isBook
    self["hasContents"] = .flag(isShown)
    self["contentsID"] = .plain(writer.id("contents"))
    self["headings"] = .list(
      isShown
        ? headings.map {
          TemplateRecord(["headingID": .plain($0.id), "headingHTML": .html($0.title)])
        } : [])
  }

  /// What takes the contents list away again.
  static let withoutContents = TemplateRecord(["hasContents": .flag(false), "headings": .list([])])

  /// The pages before and after in the pack's order.
  mutating func setNeighbours(_ neighbours: Neighbours, _ writer: HTMLWriter) {
    func link(_ page: (path: String, title: [ProseInline])?) -> TemplateValue {
      guard let page, !writer.isBook else { return .list([]) }
      return .list([
        TemplateRecord([
          "neighbourURL": .url(writer.url(ofPage: page.path)),
          "neighbourHTML": .html(writer.with(.inert).html(page.title)),
        ])
      ])
    }
    self["hasNeighbours"] = .flag(
      !writer.isBook && (neighbours.previous != nil || neighbours.next != nil))
    self["previous"] = link(neighbours.previous)
    self["next"] = link(neighbours.next)
  }

  /// The address of the page's data as CSV.
  mutating func setCSV(_ path: String?, _ writer: HTMLWriter) {
    let url = path.map { writer.url(ofFile: $0) } ?? .none
    self["hasCSV"] = .flag(!url.text.isEmpty)
    self["csvURL"] = .url(url)
  }
}

/// The entries before and after one in the pack's contents.
struct Neighbours: Sendable {
  var previous: (path: String, title: [ProseInline])?
  var next: (path: String, title: [ProseInline])?
}

extension RenderingContext {
  /// The pack's own label, which everything in it carries at least.
  var packMarking: Marking { pack.edition.pack.marking }

  /// A label in bold, a colon as the language sets it, and its value.
  func labelled(_ label: String, _ value: [ProseInline]) -> [ProseInline] {
    [.strong([.text(label)]), .text(optionalString("page.colon") + " ")] + value
  }

  /// The restrictions printed beside every label: the pack's, then the edition's.
  var handling: [ProseInline] {
    let edition = text(of: pack.edition.request.edition.handling)
    let isSame = InlineText.plain(edition) == InlineText.plain(pack.handling)
    guard !pack.handling.isEmpty, !edition.isEmpty, !isSame else {
      return pack.handling.isEmpty ? edition : pack.handling
    }
    return pack.handling + [.text(" · ")] + edition
  }

  /// A text by key, and nothing where the strings have none.
  func optionalString(_ key: String) -> String { strings.texts[key] ?? "" }
}
