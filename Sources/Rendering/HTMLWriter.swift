internal import Diagnostics
package import Narratives

/// Writes finished narrative as HTML, one block element a line.
///
/// Everything is escaped on its way into a buffer of bytes; nothing here joins markup as strings.
package struct HTMLWriter: Sendable {
  /// What a page adds to plain GitHub Flavored Markdown.
  package struct Options: Sendable {
    /// The level of the shallowest heading; deeper ones follow without a gap.
    package var topHeadingLevel = 2
    /// Whether blocks and citations carry ids: off for a second copy of a text, as in contents.
    package var hasAnchors = true
    /// Whether links are written; off where the text itself stands in a link.
    package var hasLinks = true
    /// Page furniture around plain elements: table frames, scopes, labels.
    package var hasFrames = true
    /// The number of the first paragraph where a pack numbers them.
    package var firstParagraphNumber: Int?
    /// Replaces an asset's path from the pack's folder, for files that hold their images.
    package var imageSource: (@Sendable (_ path: String) -> String?)?

    package init() {}

    /// What cmark-gfm's own renderer writes, to compare with it.
    package static var plain: Options {
      var options = Options()
      options.topHeadingLevel = 0
      options.hasAnchors = false
      options.hasFrames = false
      return options
    }

    /// Text alone: no ids and no links, for contents lists and link texts.
    package static var inert: Options {
      var options = Options()
      options.hasAnchors = false
      options.hasLinks = false
      return options
    }
  }

  /// The file that a page is written for.
  package enum Destination: Sendable {
    /// A file of its own.
    case page
    /// The file of all pages: ids are `HTMLWriter.anchor`s and links stay inside it.
    case book
    /// Both, with a `Fork` wherever they differ.
    case both
  }

  package let context: RenderingContext
  /// The page's path from the pack's folder, without its ending.
  package let page: String
  package let destination: Destination
  package var options: Options

  package init(
    context: RenderingContext, page: String, destination: Destination = .page,
    options: Options = Options()
  ) {
    self.context = context
    self.page = page
    self.destination = destination
    self.options = options
  }

  /// The same writer with other options.
  package func with(_ options: Options) -> HTMLWriter {
    HTMLWriter(context: context, page: page, destination: destination, options: options)
  }

  package func html(_ blocks: [ProseBlock]) -> TrustedHTML {
    var output = HTMLOutput(capacity: 1024)
    write(blocks, to: &output)
    return output.html
  }

  package func html(_ inlines: [ProseInline]) -> TrustedHTML {
    var output = HTMLOutput(capacity: 128)
    write(inlines, to: &output)
    return output.html
  }

  /// A whole text: its blocks, with footnotes marked as `notesHTML(for:)` lists them.
  package func html(_ text: CompiledText) -> TrustedHTML {
    var output = HTMLOutput(capacity: 4096)
    output.number(text.footnotes)
    write(text.blocks, to: &output)
    return output.html
  }
}

// MARK: - Anchors and addresses

extension HTMLWriter {
  /// A place's id in a file that holds all pages: `threat--s-losses`, `incidents.bybit-2025`.
  ///
  /// Page names hold no dot and no double hyphen, so two places never share one.
  package static func anchor(page: String, fragment: String?) -> String {
    var bytes = page.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }
    if let fragment {
      bytes.append(contentsOf: "--".utf8)
      bytes.append(contentsOf: fragment.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The id of a fragment of this page.
  package func id(_ fragment: String) -> String {
    switch destination {
    case .page: fragment
    case .book: HTMLWriter.anchor(page: page, fragment: fragment)
    // What the book adds stands before the fragment.
    case .both: Fork.text(page: "", whole: HTMLWriter.anchor(page: page, fragment: "")) + fragment
    }
  }

  /// The id of a block of narrative, kept apart from the page's own ids.
  package func id(ofBlock id: String) -> String { self.id(PageIndex.contentAnchor(id)) }

  /// Where a link leads from this page; nil where the pack has no such page or the address could
  /// do harm.
  package func address(of target: LinkTarget) -> String? {
    if case .url(let url) = target { return LinkAddress.isSafe(url) ? url : nil }
    guard let place = context.index.place(of: target) else { return nil }
    switch destination {
    case .page: return PageIndex.address(of: place, from: page)
    case .book: return anchorAddress(of: place)
    case .both:
      return Fork.text(
        page: PageIndex.address(of: place, from: page), whole: anchorAddress(of: place))
    }
  }

  private func anchorAddress(of place: PageIndex.Place) -> String {
    "#" + HTMLWriter.anchor(page: place.page.isEmpty ? page : place.page, fragment: place.fragment)
  }
}
