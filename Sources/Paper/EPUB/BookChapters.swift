/// The articles of a whole pack, each a chapter of its own.
struct BookChapters {
  struct Chapter {
    /// The anchor of its page: `summary`, `annex.incidents`, `incidents.bybit-2025`.
    var id: String
    /// The text of its first heading.
    var title: String
    /// Where it stands in the book's bytes.
    var range: Range<Int>
    /// The name of its file.
    var file: String

    /// The collection whose record it is about; nil for sections and annexes.
    var collection: Substring? {
      let parts = id.split(separator: ".", maxSplits: 1)
      return parts.count == 2 && parts[0] != "annex" ? parts[0] : nil
    }
  }

  /// A chapter, with those of the records that it lists.
  struct Entry {
    var chapter: Chapter
    var records: [Chapter] = []
  }

  let bytes: [UInt8]
  private(set) var chapters: [Chapter] = []
  /// The words of the body's class.
  private(set) var classes: [String] = []
  /// What stands above the text: pack, date, label, handling.
  private(set) var head = 0..<0
  /// What stands below the last article.
  private(set) var foot = 0..<0
  /// The file that holds each id.
  private var files: [String: String] = [:]

  init(_ whole: [[UInt8]]) {
    bytes = Array(whole.joined())
    read()
  }

  /// Where a link leads from a file of the book: `#annex.figures--figure-x`, or a page of the site
  /// that a template names, `annex/figures.html`; nil where no chapter holds that.
  func target(_ address: String, from file: String) -> String? {
    if address.hasPrefix("#") {
      guard let leadsTo = files[String(address.dropFirst())] else { return nil }
      return leadsTo == file ? address : leadsTo + address
    }
    let path = address.prefix { $0 != "#" && $0 != "?" }
    guard path.hasSuffix(".html") else { return nil }
    return files[String(path.dropLast(5)).replacing("/", with: ".")]
  }

  /// Sections and annexes in order; records behind the annex of their collection, else at the end.
  var outline: [Entry] {
    var records: [Substring: [Chapter]] = [:]
    for chapter in chapters {
      if let collection = chapter.collection { records[collection, default: []].append(chapter) }
    }
    var entries: [Entry] = []
    for chapter in chapters where chapter.collection == nil {
      let collection = chapter.id.hasPrefix("annex.") ? chapter.id.dropFirst(6) : ""
      entries.append(
        Entry(chapter: chapter, records: records.removeValue(forKey: collection) ?? []))
    }
    for chapter in chapters {
      guard let collection = chapter.collection, records[collection] != nil else { continue }
      entries.append(Entry(chapter: chapter))
    }
    return entries
  }

  private mutating func read() {
    var reader = MarkupReader(bytes[...])
    var depth = 0
    var heading: String?
    var position = reader.position
    while let token = reader.next() {
      switch token {
      case .start(let tag):
        let name = tag.name.lowercased()
        if name == "body" {
          classes = tag.classes.map(String.init)
          head = reader.position..<reader.position
        } else if name == "main", chapters.isEmpty {
          head = head.lowerBound..<position
        } else if name == "article", !tag.isClosed {
          if depth == 0 { begin(tag, at: position) }
          depth += 1
        }
        if depth > 0, let last = chapters.last {
          if let id = tag.value("id") { files[id] = last.file }
          if last.title.isEmpty, BookChapters.isHeading(name) { heading = "" }
        }
      case .text(let text):
        if let soFar = heading {
          var xml = Array(soFar.utf8)
          XHTMLWriter.append(text, to: &xml)
          heading = String(decoding: xml, as: UTF8.self)
        }
      case .end(let raw):
        let name = raw.lowercased()
        if let title = heading, BookChapters.isHeading(name) {
          chapters[chapters.count - 1].title = title
          heading = nil
        }
        if name == "article", depth > 0 {
          depth -= 1
          if depth == 0 {
            let start = chapters[chapters.count - 1].range.lowerBound
            chapters[chapters.count - 1].range = start..<reader.position
            foot = reader.position..<reader.position
          }
        } else if name == "main", depth == 0, !chapters.isEmpty {
          foot = foot.lowerBound..<position
        }
      }
      position = reader.position
    }
  }

  private mutating func begin(_ tag: MarkupTag, at position: Int) {
    let id = tag.value("id") ?? ""
    let isPlain = !id.isEmpty && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }
    let name = isPlain ? id : "page-\(chapters.count + 1)"
    chapters.append(
      Chapter(id: id, title: "", range: position..<bytes.endIndex, file: name + ".xhtml"))
  }

  private static func isHeading(_ name: String) -> Bool {
    name.utf8.count == 2 && name.utf8.first == UInt8(ascii: "h") && name != "hr"
  }
}
