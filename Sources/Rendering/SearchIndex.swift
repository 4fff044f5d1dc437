internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// What the pages' search looks through: each page of the pack with the names it may be known by.
///
/// Entries are written where their pages are laid out, from the same selected corpus, and put
/// together in the order of the site.
struct SearchIndex: Sendable {
  /// What a page is, by its place among the file's kinds.
  enum Kind: Int, CaseIterable {
    case cover, section, annex, incident, sanction, entity

    fileprivate var key: String {
      switch self {
      case .cover: "page.cover"
      case .section: "page.section"
      case .annex: "page.annex"
      case .incident: "page.record.incident"
      case .sanction: "page.record.sanction"
      case .entity: "page.record.entity"
      }
    }
  }

  /// Beyond this many bytes a summary's words are left out.
  private static let summaryLength = 240

  let context: RenderingContext

  // MARK: - Entries

  /// The entry of the cover.
  func entry(of cover: CoverPage) -> [UInt8] {
    line(.cover, cover.path, InlineText.plain(cover.title), [context.pack.edition.pack.id])
  }

  /// The entries of a section or an annex: the page, and each heading of its text.
  func entries(of page: some Page) -> [UInt8] {
    let title = InlineText.plain(page.title)
    guard let section = (page as? SectionPage)?.section else {
      let purpose = (page as? any FramedPage)?.frame.purpose ?? ""
      return line(.annex, page.path, title, [purpose])
    }
    let kind = context.optionalString("page.kind.\(section.kind)")
    var lines = line(.section, page.path, title, [kind])
    for block in section.text.blocks {
      guard case .heading(_, let content) = block.kind else { continue }
      lines += line(
        .section, "\(page.path)#\(PageIndex.contentAnchor(block.id))",
        InlineText.plain(content), [], beside: title)
    }
    return lines
  }

  /// The entry of a record's page: its name, the others it goes by, the words of its summary.
  func entry(of record: Record, _ content: RecordPageContent) -> [UInt8] {
    let kind: Kind =
      switch record.collection {
      case .sanctions: .sanction
      case .entities: .entity
      default: .incident
      }
    var words = [record.id]
    for key in ["name", "title"] { words += record.item.localized(key)?.entries.map(\.text) ?? [] }
    for key in ["alias", "weakAlias", "previousName"] { words += record.item.texts(key) }
    for key in ["entityName", "authorityId", "unscId", "attackId"] {
      if let text = record.item.text(key) { words.append(text) }
    }
    for victim in record.item.items("receivers") {
      words += victim.localized("name")?.entries.map(\.text) ?? []
    }
    for block in content.summary {
      guard case .paragraph(let text) = block.kind else { continue }
      words.append(Self.opening(of: InlineText.plain(text)))
    }
    let title = InlineText.plain(context.name(of: record.reference))
    // Listings of one target by one authority differ by their date.
    let date = record.item.date(record.collection == .sanctions ? "listingDate" : "startDate")
    return line(
      kind, record.reference.description, title, words, beside: date.map(context.dates.text))
  }

  /// `[KIND,"PATH","TITLE","WORDS"]`, and what is shown beside the title: of a heading its page, of a
  /// record its date.
  private func line(
    _ kind: Kind, _ path: String, _ title: String, _ words: [String], beside: String? = nil
  ) -> [UInt8] {
    var seen: Set<String> = [title]
    var json = CanonicalJSON(capacity: 128)
    json.array { json in
      json.number(kind.rawValue)
      json.string(path)
      json.string(title)
      json.string(words.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "; "))
      if let beside { json.string(beside) }
    }
    return json.bytes + [UInt8(ascii: ","), UInt8(ascii: "\n")]
  }

  /// Whole words up to the limit.
  private static func opening(of text: String) -> String {
    guard text.utf8.count > summaryLength else { return text }
    let head = Array(text.utf8.prefix(summaryLength))
    // Scripts without blanks are cut where a character begins.
    let end =
      head.lastIndex(of: UInt8(ascii: " "))
      ?? head.lastIndex { $0 & 0xC0 != 0x80 } ?? head.startIndex
    return String(decoding: head[..<end], as: UTF8.self)
  }

  // MARK: - File

  /// The file: a script that sets one global, since pages opened from a folder can fetch no data.
  func file(_ entries: [[UInt8]], marking: Marking) -> [UInt8] {
    var json = CanonicalJSON(capacity: 256)
    json.object { json in
      json.key("kinds")
      json.strings(Kind.allCases.map { context.strings($0.key) })
      json.member("marking", marking.label)
      json.key("pages")
    }
    var bytes = Array("globalThis.dossierIndex=".utf8)
    bytes.reserveCapacity(256 + entries.reduce(0) { $0 + $1.count })
    bytes += json.bytes.dropLast() + Array("[\n".utf8)
    for entry in entries { bytes += entry }
    bytes += Array("]};\n".utf8)
    return bytes
  }
}

/// A page of an annex, by its frame.
protocol FramedPage: Page {
  var frame: AnnexFrame { get }
}

extension AnnexPage: FramedPage {}
extension CoveragePage: FramedPage {}
extension TimelinePage: FramedPage {}
extension FiguresPage: FramedPage {}
extension SourcesPage: FramedPage {}
