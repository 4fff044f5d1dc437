package import Diagnostics

/// Reads the YAML that records and packs are written in, with a place for every value.
///
/// It reads what YAML 1.2 means by block and flow collections, plain, quoted and block scalars,
/// comments and documents. What could hide a meaning is refused where it stands: anchors, aliases,
/// tags, merge keys, directives, keys that are no line of text, keys given twice, tabs that indent.
/// A general YAML library gives no ends of values and no way into quoted and folded text, resolves
/// aliases before anyone can count them, and takes most of a build's time; the tests compare this
/// reader with one.
package struct YAMLReader {
  let bytes: [UInt8]
  let end: Int
  let path: String
  let limits: LoadingLimits
  var position: Int
  /// The offset of the current line's first byte.
  var lineStart: Int
  var depth = 0
  var nodeCount = 0
  var diagnostics: [Diagnostic] = []
  /// Set where an anchor, alias or tag was met: the rest is read for its own findings only.
  var isForbidden = false

  private init(_ file: SourceFile, range: Range<Int>, limits: LoadingLimits) {
    bytes = file.bytes
    path = file.path
    position = range.lowerBound
    lineStart = range.lowerBound
    end = min(range.upperBound, file.bytes.count)
    self.limits = limits
  }

  /// Returns the documents of a file, or of the part of it in `range`; empty ones are left out.
  ///
  /// A file that cannot be read whole gives no document: findings then stand at the marking of
  /// the strictest, because nobody knows what they quote.
  package static func read(
    _ file: SourceFile, range: Range<Int>? = nil, limits: LoadingLimits = LoadingLimits()
  ) -> Checked<[YAMLNode]?> {
    let range = range ?? (TextHygiene.contentStart(of: file.bytes)..<file.bytes.count)
    guard range.count <= limits.yamlFileBytes else {
      return Checked(nil, [.limit("yamlFileBytes", limits.yamlFileBytes, file: file.path)])
    }
    var reader = YAMLReader(file, range: range, limits: limits)
    do {
      let documents = try reader.readStream()
      return Checked(reader.isForbidden ? nil : documents, reader.diagnostics)
    } catch {
      // Behind a forbidden construct a syntax error may be a mere consequence.
      if !reader.isForbidden { reader.diagnostics.append(error.diagnostic) }
      return Checked(nil, reader.diagnostics)
    }
  }

  // MARK: Documents

  private mutating func readStream() throws(YAMLFailure) -> [YAMLNode] {
    var documents: [YAMLNode] = []
    while true {
      try skipToContent()
      guard position < end else { return documents }
      if byte(position) == UInt8(ascii: "%"), column == 0 {
        throw failure("a '%' directive is not read here; remove the line", position, position + 1)
      }
      if isDocumentBoundary {
        let isStart = byte(position) == UInt8(ascii: "-")
        position += 3
        skipBlanks()
        if !isStart {
          guard isLineEnd(position) else {
            throw failure("nothing follows '...' on its line", position, position + 1)
          }
          continue
        }
        try skipToContent()
        guard position < end, !isDocumentBoundary else { continue }
      }
      nodeCount = 0
      let node = try readBlockNode(parent: -1)
      try skipToContent()
      guard position >= end || isDocumentBoundary else {
        throw failure("this line belongs to no key and no list", position, lineEnd(position))
      }
      if !node.isAbsent { documents.append(node) }
    }
  }

  // MARK: Moving

  var column: Int { position - lineStart }

  /// The byte at an offset, zero behind the end: the text itself holds no zero.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  @inline(__always)
  func isBlank(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return byte == 0x20 || byte == 0x09
  }

  @inline(__always)
  func isLineEnd(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return byte == 0x0A || byte == 0 || (byte == 0x0D && self.byte(offset + 1) == 0x0A)
  }

  @inline(__always)
  func isBlankOrLineEnd(_ offset: Int) -> Bool { isBlank(offset) || isLineEnd(offset) }

  /// The offset of the first line end at or behind `offset`.
  func lineEnd(_ offset: Int) -> Int {
    var offset = offset
    while !isLineEnd(offset) { offset += 1 }
    return offset
  }

  mutating func skipBlanks() {
    while isBlank(position) { position += 1 }
  }

  /// Steps over one line break; false at the end of the text.
  mutating func skipLineBreak() -> Bool {
    guard position < end else { return false }
    position += byte(position) == 0x0D ? 2 : 1
    lineStart = position
    return true
  }

  /// Moves to the next byte that is no blank, comment or line break.
  mutating func skipToContent() throws(YAMLFailure) {
    var tab: Int?
    while position < end {
      let byte = bytes[position]
      if byte == 0x20 {
        position += 1
      } else if byte == 0x09 {
        if column == 0 || tab == nil, bytes[lineStart..<position].allSatisfy({ $0 == 0x20 }) {
          tab = position
        }
        position += 1
      } else if isLineEnd(position) {
        tab = nil
        if !skipLineBreak() { return }
      } else if byte == UInt8(ascii: "#") {
        position = lineEnd(position)
      } else {
        if let tab { throw failure("spaces indent a line, never tabs", tab, tab + 1) }
        return
      }
    }
  }

  /// Whether `---` or `...` stands here alone at a line's start.
  var isDocumentBoundary: Bool {
    guard column == 0 else { return false }
    return isBoundary(at: position)
  }

  func isBoundary(at offset: Int) -> Bool {
    let first = byte(offset)
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "."), byte(offset + 1) == first,
      byte(offset + 2) == first
    else { return false }
    return isBlankOrLineEnd(offset + 3)
  }

  // MARK: Results

  func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(path: path, start: start, end: end)
  }

  func absent(at offset: Int) -> YAMLNode {
    YAMLNode(
      .scalar(YAMLScalar(text: "", style: .plain, contentOffset: offset)),
      at: span(offset, offset))
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Counts a node and refuses one too many.
  mutating func countNode() throws(YAMLFailure) {
    nodeCount += 1
    guard nodeCount <= limits.yamlNodes else {
      throw YAMLFailure(
        .limit("yamlNodes", limits.yamlNodes, at: span(position, position + 1)))
    }
  }

  mutating func enter() throws(YAMLFailure) {
    depth += 1
    guard depth <= limits.yamlDepth else {
      throw YAMLFailure(
        .limit("yamlDepth", limits.yamlDepth, at: span(position, position + 1)))
    }
  }

  func failure(_ message: String, _ start: Int, _ end: Int) -> YAMLFailure {
    YAMLFailure(
      Diagnostic(.yamlSyntax, .error, message, at: span(start, end), marking: .red))
  }

  /// Records a construct that YAML knows and this project refuses.
  mutating func forbid(_ message: String, _ start: Int, _ end: Int) {
    isForbidden = true
    guard diagnostics.count < 20 else { return }
    diagnostics.append(
      Diagnostic(.yamlAlias, .error, message, at: span(start, end), marking: .red))
  }
}

/// Why a text is no YAML; the first such place ends the reading of its file.
struct YAMLFailure: Error {
  var diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}
