import Diagnostics

// Block collections: lines that belong together by indentation.
extension YAMLReader {
  /// Reads the node at `position`, which is indented deeper than `parent`.
  mutating func readBlockNode(parent: Int) throws(YAMLFailure) -> YAMLNode {
    try countNode()
    let start = position
    switch byte(position) {
    case UInt8(ascii: "-") where isBlankOrLineEnd(position + 1):
      return try readBlockSequence(indent: column)
    case UInt8(ascii: "?") where isBlankOrLineEnd(position + 1):
      throw complexKey(position, position + 1)
    case UInt8(ascii: "&"), UInt8(ascii: "!"):
      skipProperty()
      return try readBehindProperty(parent: parent)
    case UInt8(ascii: "*"):
      skipProperty()
      position = lineEnd(position)
      return absent(at: start)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return try readBlockScalar(parent: parent)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let node = try readFlowNode()
      skipBlanks()
      if byte(position) == UInt8(ascii: ":") { throw complexKey(node.span.start, node.span.end) }
      try requireLineEnd()
      return node
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let indent = column
      let line = lineStart
      let node = try readQuoted(parent: parent)
      skipBlanks()
      guard byte(position) == UInt8(ascii: ":"), isBlankOrLineEnd(position + 1) else {
        try requireLineEnd()
        return node
      }
      guard lineStart == line, let key = node.scalar else {
        throw complexKey(node.span.start, node.span.end)
      }
      return try readBlockMapping(
        indent: indent, firstKey: Located(key.text, at: node.span))
    default:
      guard let colon = try keyEnd() else { return try readPlain(parent: parent) }
      let indent = column
      let key = takePlainKey(before: colon)
      return try readBlockMapping(indent: indent, firstKey: key)
    }
  }

  private mutating func readBehindProperty(parent: Int) throws(YAMLFailure) -> YAMLNode {
    try enter()
    defer { depth -= 1 }
    let start = position
    skipBlanks()
    if isLineEnd(position) || byte(position) == UInt8(ascii: "#") {
      try skipToContent()
      guard position < end, !isDocumentBoundary, column > parent else { return absent(at: start) }
    }
    return try readBlockNode(parent: parent)
  }

  /// Reads items that start with `-` at `indent`.
  mutating func readBlockSequence(indent: Int) throws(YAMLFailure) -> YAMLNode {
    try enter()
    defer { depth -= 1 }
    let start = position
    let isRoot = depth == 1
    var items: [YAMLNode] = []
    while true {
      if isRoot { nodeCount = 0 }
      position += 1
      let behind = position
      while byte(position) == 0x20 { position += 1 }
      if byte(position) == 0x09 {
        let tab = position
        skipBlanks()
        if !isLineEnd(position) {
          throw failure("spaces indent a line, never tabs", tab, tab + 1)
        }
      }
      if isLineEnd(position) || byte(position) == UInt8(ascii: "#") {
        try skipToContent()
        if position < end, !isDocumentBoundary, column > indent {
          items.append(try readBlockNode(parent: indent))
        } else {
          items.append(absent(at: behind))
        }
      } else {
        items.append(try readBlockNode(parent: indent))
      }
      try skipToContent()
      guard position < end, column >= indent, !isDocumentBoundary else { break }
      guard column == indent else { throw misindented() }
      guard byte(position) == UInt8(ascii: "-"), isBlankOrLineEnd(position + 1) else { break }
    }
    let last = items.last?.span.end ?? start
    return YAMLNode(.sequence(items), at: span(start, max(last, start + 1)))
  }

  /// Reads `key: value` lines at `indent`; the first key is read already, up to its colon.
  mutating func readBlockMapping(
    indent: Int, firstKey: Located<String>
  ) throws(YAMLFailure) -> YAMLNode {
    try enter()
    defer { depth -= 1 }
    let start = firstKey.span.start
    var pairs: [YAMLPair] = []
    var keys = KeySet()
    var key = firstKey
    while true {
      try check(key)
      position += 1
      try countNode()
      let value = try readValue(indent: indent)
      if let first = keys.insert(key, among: pairs) {
        diagnostics.append(.duplicateKey(key, first: first))
      } else {
        pairs.append(YAMLPair(key: key, value: value))
      }
      try skipToContent()
      guard position < end, column >= indent, !isDocumentBoundary else { break }
      guard column == indent else { throw misindented() }
      key = try readBlockKey()
    }
    let last = pairs.last?.value.span.end ?? start
    return YAMLNode(.mapping(pairs), at: span(start, max(last, firstKey.span.end)))
  }

  /// Reads a key of a line and leaves `position` at its colon.
  private mutating func readBlockKey() throws(YAMLFailure) -> Located<String> {
    switch byte(position) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let line = lineStart
      let node = try readQuoted(parent: column)
      skipBlanks()
      guard byte(position) == UInt8(ascii: ":"), isBlankOrLineEnd(position + 1), lineStart == line,
        let key = node.scalar
      else { throw failure("a key is followed by ': '", node.span.start, node.span.end) }
      return Located(key.text, at: node.span)
    case UInt8(ascii: "?") where isBlankOrLineEnd(position + 1):
      throw complexKey(position, position + 1)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      throw complexKey(position, position + 1)
    case UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "*"):
      skipProperty()
      skipBlanks()
      if byte(position) == UInt8(ascii: ":") { return Located("", at: span(position, position)) }
      return try readBlockKey()
    case UInt8(ascii: "-") where isBlankOrLineEnd(position + 1):
      throw failure("a list item cannot stand among keys", position, position + 1)
    default:
      guard let colon = try keyEnd() else {
        throw failure("a line here reads 'key: value'", position, lineEnd(position))
      }
      return takePlainKey(before: colon)
    }
  }

  /// Reads what follows a key's colon, on its line or below it.
  private mutating func readValue(indent: Int) throws(YAMLFailure) -> YAMLNode {
    let behind = position
    skipBlanks()
    guard isLineEnd(position) || byte(position) == UInt8(ascii: "#") else {
      return try readInlineValue(indent: indent)
    }
    try skipToContent()
    guard position < end, !isDocumentBoundary, column >= indent else { return absent(at: behind) }
    if column == indent {
      guard byte(position) == UInt8(ascii: "-"), isBlankOrLineEnd(position + 1) else {
        return absent(at: behind)
      }
      return try readBlockSequence(indent: indent)
    }
    return try readBlockNode(parent: indent)
  }

  private mutating func readInlineValue(indent: Int) throws(YAMLFailure) -> YAMLNode {
    let start = position
    switch byte(position) {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return try readBlockScalar(parent: indent)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let node = try readFlowNode()
      skipBlanks()
      try requireLineEnd()
      return node
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let node = try readQuoted(parent: indent)
      skipBlanks()
      try requireLineEnd()
      return node
    case UInt8(ascii: "&"), UInt8(ascii: "!"):
      skipProperty()
      try enter()
      defer { depth -= 1 }
      return try readValue(indent: indent)
    case UInt8(ascii: "*"):
      skipProperty()
      position = lineEnd(position)
      return absent(at: start)
    case UInt8(ascii: "-") where isBlankOrLineEnd(position + 1):
      throw failure("a list starts on the line below its key", position, position + 1)
    case UInt8(ascii: "?") where isBlankOrLineEnd(position + 1):
      throw complexKey(position, position + 1)
    default:
      return try readPlain(parent: indent)
    }
  }

  // MARK: Keys

  /// The offset of the colon that makes the text at `position` a key; nil where there is none.
  private func keyEnd() throws(YAMLFailure) -> Int? {
    var offset = position
    while true {
      let byte = byte(offset)
      if byte == UInt8(ascii: ":"), isBlankOrLineEnd(offset + 1) { break }
      if byte == UInt8(ascii: "#"), offset > position, isBlank(offset - 1) { return nil }
      if isLineEnd(offset) { return nil }
      offset += 1
    }
    try requirePlainStart(isFlow: false)
    return offset
  }

  /// Takes the key that ends before `colon` and moves there.
  private mutating func takePlainKey(before colon: Int) -> Located<String> {
    var last = colon
    while last > position, isBlank(last - 1) { last -= 1 }
    defer { position = colon }
    return Located(text(position, last), at: span(position, last))
  }

  mutating func check(_ key: Located<String>) throws(YAMLFailure) {
    guard key.value.utf8.count <= limits.yamlKeyBytes else {
      throw YAMLFailure(.limit("yamlKeyBytes", limits.yamlKeyBytes, at: key.span))
    }
    if key.value == "<<" {
      forbid("merge keys are not read; write the fields out", key.span.start, key.span.end)
    }
    if let scalar = TextHygiene.suspicious(in: key.value) {
      diagnostics.append(.suspicious(scalar, in: "a key", at: key.span).marked(.red))
    }
  }

  // MARK: Refusals

  /// Steps over anchors, aliases and tags in a row and records them.
  mutating func skipProperty() {
    while true {
      let start = position
      let message: String
      switch byte(position) {
      case UInt8(ascii: "&"): message = "anchors are not read; quote text that starts with '&'"
      case UInt8(ascii: "*"): message = "aliases are not read; quote text that starts with '*'"
      case UInt8(ascii: "!"): message = "tags are not read; quote text that starts with '!'"
      default: return
      }
      let isTag = byte(position) == UInt8(ascii: "!")
      while !isBlankOrLineEnd(position), isTag || !isFlowIndicator(position) { position += 1 }
      forbid(message, start, position)
      let behind = position
      skipBlanks()
      guard [UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!")].contains(byte(position))
      else {
        position = behind
        return
      }
    }
  }

  func complexKey(_ start: Int, _ end: Int) -> YAMLFailure {
    failure("a key is one line of text, never a map, a list or '?'", start, end)
  }

  func misindented() -> YAMLFailure {
    failure(
      "this line is indented deeper than its neighbours", position, lineEnd(position))
  }

  /// Refuses anything but a comment behind a finished value.
  func requireLineEnd() throws(YAMLFailure) {
    guard isLineEnd(position) || byte(position) == UInt8(ascii: "#") else {
      throw failure("nothing but a comment follows a closed value", position, lineEnd(position))
    }
  }
}

/// The keys of one mapping, to find the ones given twice.
struct KeySet {
  private var places: [String: SourceSpan] = [:]

  /// Adds a key; where an equal one stands already, also in another normal form, gives its place.
  mutating func insert(_ key: Located<String>, among pairs: [YAMLPair]) -> SourceSpan? {
    if pairs.count < 12 {
      return pairs.first { $0.key.value == key.value }?.key.span
    }
    if places.isEmpty {
      for pair in pairs { places[pair.key.value] = pair.key.span }
    }
    if let first = places[key.value] { return first }
    places[key.value] = key.span
    return nil
  }
}
