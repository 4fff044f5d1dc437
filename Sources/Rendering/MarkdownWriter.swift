package import Narratives
internal import Records

/// Writes finished narrative as Markdown for code hosts, one sentence a line.
///
/// Every field is escaped for Markdown and for HTML on its way into a buffer of bytes, so that
/// content never becomes a heading, a link, a mark or an element.
package struct MarkdownWriter: Sendable {
  package let context: RenderingContext
  /// The page's path from the pack's `md` folder, without its ending.
  package let page: String
  let side: Side
  /// The level of the shallowest heading; deeper ones follow without a gap; 0 keeps
  /// every level as written.
  package var topHeadingLevel: Int
  /// Texts of blocks written before, by block.
  var prepared: [String: String] = [:]

  /// The file that a page is written for.
  enum Side: Sendable {
    /// A file of its own.
    case page
    /// The file of all pages: links lead to its anchors.
    case whole
    /// Both, with a `Fork` wherever they differ; only for blocks that say they can.
    case both
  }

  package init(
    context: RenderingContext, page: String, isWholePack: Bool = false, topHeadingLevel: Int = 2
  ) {
    self.init(
      context: context, page: page, side: isWholePack ? .whole : .page,
      topHeadingLevel: topHeadingLevel)
  }

  init(context: RenderingContext, page: String, side: Side, topHeadingLevel: Int = 2) {
    self.context = context
    self.page = page
    self.side = side
    self.topHeadingLevel = topHeadingLevel
  }

  /// Whether all pages stand in one file.
  package var isWholePack: Bool { side == .whole }

  /// The same text for both files, a fork where it differs.
  func fork(page: String, whole: String) -> String {
    switch side {
    case .page: page
    case .whole: whole
    case .both: Fork.text(page: page, whole: whole)
    }
  }

  package func markdown(_ blocks: [ProseBlock]) -> String {
    var output = MarkdownOutput()
    write(blocks, to: &output)
    return output.text
  }

  package func markdown(_ inlines: [ProseInline]) -> String {
    var output = MarkdownOutput()
    write(inlines, to: &output)
    return output.text
  }

  /// Where a link leads from this file; nil where the pack has no such page or the address could do
  /// harm.
  package func address(of target: LinkTarget) -> String? {
    if case .url(let url) = target { return LinkAddress.isSafe(url) ? url : nil }
    guard let place = context.index.place(of: target) else { return nil }
    switch side {
    case .page: return ownAddress(of: target, place)
    case .whole: return wholeAddress(of: target, place)
    case .both:
      return ownAddress(of: target, place).map {
        Fork.text(page: $0, whole: wholeAddress(of: target, place))
      }
    }
  }

  private func wholeAddress(of target: LinkTarget, _ place: PageIndex.Place) -> String {
    let fragment = fragment(of: target, place, isWholePack: true)
    return "#"
      + HTMLWriter.anchor(page: place.page.isEmpty ? page : place.page, fragment: fragment)
  }

  private func ownAddress(of target: LinkTarget, _ place: PageIndex.Place) -> String? {
    let fragment = fragment(of: target, place, isWholePack: false)
    let end = fragment.map { "#\($0)" } ?? ""
    if place.page.isEmpty || place.page == page { return end.isEmpty ? nil : end }
    return String(repeating: "../", count: depth) + place.page + ".md" + end
  }

  /// The anchor in a file: rows and entries have written ones; headings those that code hosts make
  /// of them, but only where each page is a file; other blocks have none.
  private func fragment(
    of target: LinkTarget, _ place: PageIndex.Place, isWholePack: Bool
  ) -> String? {
    switch target {
    case .here(let id): isWholePack || isHash(id) ? nil : id
    case .section(_, let id):
      if let id, !isWholePack, !isHash(id) { id } else { nil }
    default: place.fragment
    }
  }

  func isHash(_ id: String) -> Bool { PageIndex.contentAnchor(id) == id }

  /// How many folders the page lies below `md`.
  var depth: Int { page.utf8.count { $0 == UInt8(ascii: "/") } }

  /// The name of a fragment written in this file.
  func anchor(_ fragment: String) -> String {
    fork(page: fragment, whole: HTMLWriter.anchor(page: page, fragment: fragment))
  }
}
