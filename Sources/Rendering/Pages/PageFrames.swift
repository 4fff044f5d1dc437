internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records
internal import Synchronization

/// What the renderer knows beside the pack.
struct FrameSettings: Sendable {
  var tool: String
  /// Every language the pack is built in.
  var languages: [String]
  /// Names of languages in themselves, by code.
  var languageNames: [String: String]
  /// The records with pages in the other languages; nil where that is unknown.
  var shownElsewhere: [String: Set<RecordReference>]
  /// The first digits of the snapshot's digest.
  var digest: String
}

/// Puts pages of one pack in one language into their frame.
///
/// A frame is filled once for all pages that differ only in their slots.
final class PageFrames: Sendable {
  private struct Key: Hashable {
    var depth: Int
    var marking: Marking
    var isCover: Bool
    var parent: String
    /// Languages whose link leads to the same page; the others' leads to the cover.
    var counterparts: [String]
  }

  let context: RenderingContext
  let engine: TemplateEngine
  private let settings: FrameSettings
  private let shared: TemplateRecord
  private let frames = Mutex<[Key: Checked<FilledTemplate>]>([:])

  init(context: RenderingContext, engine: TemplateEngine, settings: FrameSettings) {
    self.context = context
    self.engine = engine
    self.settings = settings
    shared = PageFrames.sharedValues(context: context, settings: settings)
  }

  /// Strings and what every page says of its pack.
  private static func sharedValues(
    context: RenderingContext, settings: FrameSettings
  ) -> TemplateRecord {
    let pack = context.pack
    var values = TemplateRecord(strings: context.strings)
    values["language"] = .plain(context.language)
    values["packID"] = .plain(pack.edition.pack.id)
    values["revision"] = .plain(pack.edition.pack.revision ?? "")
    let date = EditionDate(context: context)
    values["asOf"] = .plain(date.date?.description ?? "")
    values["asOfText"] = .plain(date.text ?? "")
    values["tool"] = .plain(settings.tool)
    values["contact"] = .plain(pack.edition.settings.contact ?? "")
    values["licence"] = .plain(pack.edition.settings.licence ?? "")
    values["digest"] = .plain(settings.digest)
    let writer = HTMLWriter(context: context, page: "index", options: .inert)
    values["handlingHTML"] = .html(writer.html(context.handling))
    return values
  }

  /// A record of the strings and the pack's values, for templates that need no page's frame.
  func sharedValues(marking: Marking) -> TemplateRecord {
    var values = shared
    values["label"] = .plain(marking.label)
    values["labelClass"] = .plain(marking.cssClass)
    return values
  }

  /// A page's own markup: what stands in `main`, or in an article of the book.
  func body(of page: some Page, writer: HTMLWriter) -> Checked<[UInt8]> {
    engine.fill(page.template, [shared, page.values(writer)])
  }

  /// The own markup of a page that stands in a file of its own and in the book, for each.
  ///
  /// Only the list of its contents is no matter of addresses: the book has one of its own.
  func bodies(
    of page: some Page, writer: HTMLWriter
  ) -> (page: Checked<[UInt8]>, book: Checked<[UInt8]>) {
    let values = page.values(writer)
    var own = engine.fill(page.template, [shared, values])
    var inBook = own
    if values["hasContents"]?.isEmpty == false {
      inBook = engine.fill(page.template, [shared, values, .withoutContents])
    }
    Fork.take(.page, in: &own.value)
    Fork.take(.whole, in: &inBook.value)
    return (own, inBook)
  }

  /// A page as a file of the site.
  func file(of page: some Page) -> Checked<[UInt8]> {
    file(of: page, body: body(of: page, writer: HTMLWriter(context: context, page: page.path)))
  }

  /// A page around its own markup as a file of the site.
  func file(of page: some Page, body: Checked<[UInt8]>) -> Checked<[UInt8]> {
    let writer = HTMLWriter(context: context, page: page.path)
    let frame = frame(for: page, writer)
    let title = InlineText.plain(page.title)
    let packTitle = InlineText.plain(context.pack.title)
    let fullTitle = page.path == "index" ? packTitle : "\(title) – \(packTitle)"
    var values: [FilledTemplate.Slot: [UInt8]] = [:]
    values[.kind] = Array(page.template.utf8)
    values[.title] = Array(HTMLText.escaped(fullTitle).utf8)
    values[.current] = writer.with(.inert).html(page.title).bytes
    values[.page] = Array(page.path.utf8)
    values[.content] = body.value
    return Checked(frame.value.bytes(values), body.diagnostics + frame.diagnostics)
  }

  private func frame(for page: some Page, _ writer: HTMLWriter) -> Checked<FilledTemplate> {
    let key = Key(
      depth: page.path.utf8.count { $0 == UInt8(ascii: "/") }, marking: page.marking,
      isCover: page.path == "index", parent: page.parent?.path ?? "",
      counterparts: settings.languages.filter { hasCounterpart(of: page, in: $0) })
    if let known = frames.withLock({ $0[key] }) { return known }
    let made = makeFrame(key, parent: page.parent, writer)
    frames.withLock { $0[key] = made }
    return made
  }

  /// Whether another language surely has the same page: all but records' pages exist in each.
  private func hasCounterpart(of page: some Page, in language: String) -> Bool {
    guard let record = page as? RecordPage, language != context.language else { return true }
    return settings.shownElsewhere[language]?.contains(record.record.reference) ?? false
  }

  private func makeFrame(
    _ key: Key, parent: (path: String, title: [ProseInline])?, _ writer: HTMLWriter
  ) -> Checked<FilledTemplate> {
    var values = sharedValues(marking: key.marking)
    values["policy"] = .plain(ContentPolicy.pages)
    values["stylesheetURL"] = .url(writer.url(ofFile: "assets/site.css"))
    values["scriptURL"] = .url(writer.url(ofFile: PageScript.path))
    values["kind"] = .text(FilledTemplate.Slot.kind.html)
    values["pageTitle"] = .text(FilledTemplate.Slot.title.html)
    values["currentHTML"] = .html(FilledTemplate.Slot.current.html)
    values["contentHTML"] = .html(FilledTemplate.Slot.content.html)
    var crumbs: [TemplateRecord] = []
    if !key.isCover {
      let above = [(path: "index", title: context.pack.title)] + (parent.map { [$0] } ?? [])
      crumbs = above.map { page in
        TemplateRecord([
          "crumbURL": .url(writer.url(ofPage: page.path)),
          "crumbHTML": .html(writer.with(.inert).html(page.title)),
        ])
      }
    }
    values["hasCrumbs"] = .flag(!crumbs.isEmpty)
    values["crumbs"] = .list(crumbs)
    values["hasLanguages"] = .flag(settings.languages.count > 1)
    values["languages"] = .list(
      settings.languages.map { languageValues($0, key, depth: key.depth) })
    let filled = engine.fill("layout", [values])
    return Checked(FilledTemplate(filled.value), filled.diagnostics)
  }

  private func languageValues(_ language: String, _ key: Key, depth: Int) -> TemplateRecord {
    let up = String(repeating: "../", count: depth + 2)
    let page = key.counterparts.contains(language) ? FilledTemplate.Slot.page.text : "index"
    let pack = context.pack.edition.pack.id
    return TemplateRecord([
      "code": .plain(language),
      "languageName": .plain(settings.languageNames[language] ?? language),
      "languageURL": .url(SafeURL(unchecked: "\(up)\(language)/\(pack)/\(page).html")),
      "isCurrent": .flag(language == context.language),
    ])
  }
}

extension TemplateRecord {
  /// Every text under `page.` of the strings as `text-KEY`.
  init(strings: InterfaceStrings) {
    let prefix = "page."
    var values: [String: TemplateValue] = [:]
    for (key, text) in strings.texts where key.hasPrefix(prefix) {
      values["text-" + key.dropFirst(prefix.count)] = .plain(text)
    }
    self.init(values)
  }
}

/// What pages may load: the script, style sheet and images of their own edition, nothing else.
enum ContentPolicy {
  static let pages = policy("script-src 'self'")

  /// For the front page, which has no script.
  static let front = policy(nil)

  private static func policy(_ scripts: String?) -> String {
    let rest = [
      "style-src 'self'", "img-src 'self'", "font-src 'self'", "base-uri 'none'",
      "form-action 'none'",
    ]
    return (["default-src 'none'"] + (scripts.map { [$0] } ?? []) + rest).joined(separator: "; ")
  }

  /// For a file that holds its style and images itself.
  static func selfContained(styleDigest: String) -> String {
    [
      "default-src 'none'", "style-src 'sha256-\(styleDigest)'", "img-src data:",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }
}
