import Diagnostics

// Flow collections: `[a, b]` and `{ key: value }`.
extension YAMLReader {
  func isFlowIndicator(_ offset: Int) -> Bool {
    switch byte(offset) {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  mutating func readFlowNode() throws(YAMLFailure) -> YAMLNode {
    try countNode()
    switch byte(position) {
    case UInt8(ascii: "["): return try readFlowSequence()
    case UInt8(ascii: "{"): return try readFlowMapping()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try readQuoted(parent: -1)
    case UInt8(ascii: "&"), UInt8(ascii: "!"):
      let start = position
      skipProperty()
      try enter()
      defer { depth -= 1 }
      try skipToContent()
      if isFlowIndicator(position), byte(position) != UInt8(ascii: "["),
        byte(position) != UInt8(ascii: "{")
      {
        return absent(at: start)
      }
      return try readFlowNode()
    case UInt8(ascii: "*"):
      let start = position
      skipProperty()
      return absent(at: start)
    case UInt8(ascii: "?") where isBlankOrLineEnd(position + 1):
      throw complexKey(position, position + 1)
    case UInt8(ascii: "-")
    where isBlankOrLineEnd(position + 1) || isFlowIndicator(position + 1):
      throw failure("a list in brackets parts its items with commas", position, position + 1)
    default: return try readFlowPlain()
    }
  }

  private mutating func readFlowSequence() throws(YAMLFailure) -> YAMLNode {
    try enter()
    defer { depth -= 1 }
    let start = position
    position += 1
    var items: [YAMLNode] = []
    while true {
      try skipInFlow(open: start)
      if byte(position) == UInt8(ascii: "]") { break }
      let line = lineStart
      var item = try readFlowNode()
      try skipInFlow(open: start)
      if isColon(position) || (isQuoted(item) && byte(position) == UInt8(ascii: ":")) {
        guard let key = item.scalar else { throw complexKey(item.span.start, item.span.end) }
        guard line == lineStart else { throw unclosed(start) }
        let located = Located(key.text, at: item.span)
        try check(located)
        position += 1
        let value = try readFlowValue(open: start)
        item = YAMLNode(
          .mapping([YAMLPair(key: located, value: value)]),
          at: span(item.span.start, value.span.end))
        try skipInFlow(open: start)
      }
      items.append(item)
      if byte(position) == UInt8(ascii: ",") {
        position += 1
      } else if byte(position) != UInt8(ascii: "]") {
        throw failure("a ',' or ']' belongs here", position, position + 1)
      }
    }
    position += 1
    return YAMLNode(.sequence(items), at: span(start, position))
  }

  private mutating func readFlowMapping() throws(YAMLFailure) -> YAMLNode {
    try enter()
    defer { depth -= 1 }
    let start = position
    position += 1
    var pairs: [YAMLPair] = []
    var keys = KeySet()
    while true {
      try skipInFlow(open: start)
      if byte(position) == UInt8(ascii: "}") { break }
      let line = lineStart
      let keyNode = try readFlowNode()
      guard let scalar = keyNode.scalar else {
        throw complexKey(keyNode.span.start, keyNode.span.end)
      }
      guard line == lineStart else { throw unclosed(start) }
      let key = Located(scalar.text, at: keyNode.span)
      try check(key)
      try skipInFlow(open: start)
      var value = absent(at: keyNode.span.end)
      if isColon(position) || (isQuoted(keyNode) && byte(position) == UInt8(ascii: ":")) {
        position += 1
        value = try readFlowValue(open: start)
        try skipInFlow(open: start)
      }
      if let first = keys.insert(key, among: pairs) {
        diagnostics.append(.duplicateKey(key, first: first))
      } else {
        pairs.append(YAMLPair(key: key, value: value))
      }
      if byte(position) == UInt8(ascii: ",") {
        position += 1
      } else if byte(position) != UInt8(ascii: "}") {
        throw failure("a ',' or '}' belongs here", position, position + 1)
      }
    }
    position += 1
    return YAMLNode(.mapping(pairs), at: span(start, position))
  }

  private mutating func readFlowValue(open: Int) throws(YAMLFailure) -> YAMLNode {
    let behind = position
    try skipInFlow(open: open)
    switch byte(position) {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return absent(at: behind)
    default: return try readFlowNode()
    }
  }

  /// Skips to the next token and refuses the text's end inside brackets.
  private mutating func skipInFlow(open: Int) throws(YAMLFailure) {
    try skipToContent()
    guard position < end, !isDocumentBoundary else { throw unclosed(open) }
  }

  /// Also for a key over two lines: what follows an open bracket is read as its content.
  private func unclosed(_ open: Int) -> YAMLFailure {
    failure("this '\(text(open, open + 1))' is never closed", open, open + 1)
  }

  private func isQuoted(_ node: YAMLNode) -> Bool {
    node.scalar?.style == .doubleQuoted || node.scalar?.style == .singleQuoted
  }

  /// Whether a colon here parts a key from its value.
  func isColon(_ offset: Int) -> Bool {
    byte(offset) == UInt8(ascii: ":")
      && (isBlankOrLineEnd(offset + 1) || isFlowIndicator(offset + 1))
  }
}
