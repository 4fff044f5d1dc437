internal import Diagnostics
internal import Digests
internal import Narratives

/// Joins every page of a pack into one file that needs no other: styles and images inside.
struct BookWriter {
  let frames: PageFrames
  /// The styles of the book, page boxes included.
  let style: String
  /// Images by path from the pack's folder.
  let images: [String: [UInt8]]
  /// What surrounds each article.
  private let frame: Checked<FilledTemplate>

  init(frames: PageFrames, style: String, images: [String: [UInt8]]) {
    self.frames = frames
    self.style = style
    self.images = images
    let filled = frames.engine.fill(
      "article",
      [
        TemplateRecord([
          "kind": .text(FilledTemplate.Slot.kind.html),
          "articleID": .text(FilledTemplate.Slot.page.html),
          "contentHTML": .html(FilledTemplate.Slot.content.html),
        ])
      ])
    frame = Checked(FilledTemplate(filled.value), filled.diagnostics)
  }

  /// A writer for that page whose images are inside the book.
  func writer(_ page: some Page, for destination: HTMLWriter.Destination) -> HTMLWriter {
    var options = HTMLWriter.Options()
    let images = images
    options.imageSource = { path in
      images[path].map { "data:\(ImageKind.type(of: path));base64,\(Base64.text($0))" }
    }
    return HTMLWriter(
      context: frames.context, page: page.path, destination: destination, options: options)
  }

  /// A page as an article, its links inside the book.
  func article(of page: some Page) -> Checked<[UInt8]> {
    article(of: page, body: frames.body(of: page, writer: writer(page, for: .book)))
  }

  /// A page's own markup as an article.
  ///
  /// Headings go one level down, but for the cover's: its title is the book's own.
  func article(of page: some Page, body: consuming Checked<[UInt8]>) -> Checked<[UInt8]> {
    if page.path != "index" { HeadingShift.apply(&body.value) }
    let anchor = HTMLWriter.anchor(page: page.path, fragment: nil)
    let filled = frame.value.bytes([
      .kind: Array(page.template.utf8), .page: Array(HTMLText.escaped(anchor).utf8),
      .content: body.value,
    ])
    return Checked(filled, body.diagnostics)
  }

  /// The whole file around its articles.
  func book(
    cover: [UInt8], _ articles: consuming ByteChunks, marking: Marking
  ) -> Checked<[[UInt8]]> {
    var values = frames.sharedValues(marking: marking)
    let style = BookWriter.harmless(style)
    let digest = Base64.text(Base64.bytes(ofHexadecimal: SHA256Digest(of: style).hex))
    values["policy"] = .plain(ContentPolicy.selfContained(styleDigest: digest))
    values["styleHTML"] = .html(TrustedHTML(trusted: "<style>\(style)</style>"))
    values["pageTitle"] = .plain(InlineText.plain(frames.context.pack.title))
    values["titleHTML"] = .html(
      HTMLWriter(context: frames.context, page: "index", options: .inert)
        .html(frames.context.pack.title))
    values["contentHTML"] = .html(FilledTemplate.Slot.content.html)
    let filled = frames.engine.fill("book", [values])
    let pieces = FilledTemplate(filled.value).pieces(around: [cover] + articles.pieces)
    return Checked(pieces, filled.diagnostics + frame.diagnostics)
  }

  /// Styles that cannot end their own element.
  static func harmless(_ style: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(style.utf8.count)
    var previous: UInt8 = 0
    for byte in style.utf8 where byte != UInt8(ascii: "\r") {
      if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "/") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The kinds of image a pack may hold.
enum ImageKind {
  static func type(of path: String) -> String {
    let ending = path.utf8.split(separator: UInt8(ascii: ".")).last ?? path.utf8[...]
    switch String(decoding: ending, as: UTF8.self).lowercased() {
    case "jpg", "jpeg": return "image/jpeg"
    case "gif": return "image/gif"
    case "webp": return "image/webp"
    default: return "image/png"
    }
  }
}
