package import Diagnostics

/// Parses GitHub Flavored Markdown with roles, directives and citations into values.
package struct MarkdownParser: Sendable {
  package var limits: MarkdownLimits
  package var options: MarkdownOptions

  package init(
    limits: MarkdownLimits = MarkdownLimits(), options: MarkdownOptions = MarkdownOptions()
  ) {
    self.limits = limits
    self.options = options
  }

  /// Parses a whole text.
  package func parse(_ text: String, origin: TextOrigin) -> Checked<MarkdownDocument> {
    let (bytes, origin) = Self.normalise(text, origin)
    return Self.parse(
      bytes, origin: origin, context: ParseContext(options: options, limits: limits))
  }

  /// Parses text that may hold inline elements only: titles, labels, arguments.
  package func parseInline(_ text: String, origin: TextOrigin) -> Checked<[Inline]> {
    let (bytes, origin) = Self.normalise(text, origin)
    return Self.parseInline(
      bytes, origin: origin, context: ParseContext(options: options, limits: limits))
  }

  static func parse(
    _ bytes: [UInt8], origin: TextOrigin, context: ParseContext
  ) -> Checked<MarkdownDocument> {
    guard !bytes.isEmpty else { return Checked(MarkdownDocument()) }
    if let excess = LimitScan.firstExcess(in: bytes, limits: context.limits) {
      return Checked(MarkdownDocument(), [excess.diagnostic(origin)])
    }
    guard let raw = CMarkDocument.rawTree(of: bytes) else {
      let span = origin.span(0, bytes.count)
      return Checked(MarkdownDocument(), [.unreadable("this text", at: span)])
    }
    var builder = TreeBuilder(raw: raw, source: bytes, origin: origin, context: context)
    let value = builder.readDocument()
    return Checked(value, scanned(bytes, origin, context) + builder.diagnostics)
  }

  /// Reads the text as an ATX heading's: there nothing can open a block.
  static func parseInline(
    _ bytes: [UInt8], origin: TextOrigin, context: ParseContext
  ) -> Checked<[Inline]> {
    guard bytes.contains(where: { !$0.isWhitespace }) else { return Checked([]) }
    var heading: [UInt8] = [0x23, 0x20]
    heading.reserveCapacity(bytes.count + 4)
    for byte in bytes { heading.append(byte == .newline ? 0x20 : byte) }
    heading += [0x20, 0x23]
    var inner = context
    inner.isNested = true
    let result = parse(heading, origin: origin.shifted(by: 2), context: inner)
    let found = scanned(bytes, origin, context)
    guard case .heading(_, let content) = result.value.blocks.first?.kind else {
      return Checked([], found + result.diagnostics)
    }
    return Checked(content, found + result.diagnostics)
  }

  /// What the whole text shows before it is parsed; parses inside it see the same bytes.
  private static func scanned(
    _ bytes: [UInt8], _ origin: TextOrigin, _ context: ParseContext
  ) -> [Diagnostic] {
    if context.options.isPlain || context.isNested { return [] }
    return BidirectionalScan.diagnose(bytes, origin: origin)
  }

  /// Makes every line end one byte and every NUL a replacement character, as cmark would.
  private static func normalise(_ text: String, _ origin: TextOrigin) -> ([UInt8], TextOrigin) {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == 0x0D || $0 == 0 }) else { return (bytes, origin) }
    var result: [UInt8] = []
    var pieces = [TextOrigin.Piece(textOffset: 0, sourceOffset: 0)]
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D where index + 1 < bytes.count && bytes[index + 1] == .newline:
        pieces.append(TextOrigin.Piece(textOffset: result.count, sourceOffset: index + 1))
      case 0x0D: result.append(.newline)
      case 0:
        for byte: UInt8 in [0xEF, 0xBF, 0xBD] {
          pieces.append(TextOrigin.Piece(textOffset: result.count, sourceOffset: index))
          result.append(byte)
        }
        pieces.append(TextOrigin.Piece(textOffset: result.count, sourceOffset: index + 1))
      default: result.append(byte)
      }
    }
    return (result, origin.gathering(pieces, count: result.count))
  }
}
