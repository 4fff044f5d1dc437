internal import Diagnostics

/// Reads a JSON document that is one long list, or an object around one, entry by entry.
struct JSONStream {
  let gate: TextGate
  let limits: ListLimits
  /// The member of the root object that holds the entries; a root that is a list needs none.
  let member: String

  /// Calls `body` with each entry and its line, and answers the root with the entries left out.
  func read(_ body: (JSONNode, Int) throws -> Void) throws -> JSONNode {
    var splitter = JSONSplitter(member: Array(member.utf8))
    var value: [UInt8] = []
    var rest: [UInt8] = []
    var line = 1
    var valueLine = 1
    while let piece = try gate.next() {
      for byte in piece {
        switch splitter.take(byte) {
        case .outside: rest.append(byte)
        case .inside:
          if value.isEmpty { valueLine = line }
          value.append(byte)
        case .blank: break
        case .between:
          if !value.isEmpty { try hand(&value, valueLine, body) }
          if splitter.isOutside { rest.append(byte) }
        }
        guard value.count <= limits.lineBytes, rest.count <= limits.lineBytes else {
          throw ListFault(
            .listLimit("an entry", limits.lineBytes, ListPlace(file: gate.name, line: line)))
        }
        if byte == 0x0A { line += 1 }
      }
    }
    let place = ListPlace(file: gate.name, line: line)
    guard splitter.isClosed, value.isEmpty else {
      throw ListFault(.listCut("the document ends before its root value does; it is cut", place))
    }
    return try rest.withUnsafeBufferPointer {
      try JSONReader.read($0, limits: limits, at: ListPlace(file: gate.name, line: 1))
    }
  }

  private func hand(
    _ value: inout [UInt8], _ line: Int, _ body: (JSONNode, Int) throws -> Void
  ) throws {
    let node = try value.withUnsafeBufferPointer {
      try JSONReader.read($0, limits: limits, at: ListPlace(file: gate.name, line: line))
    }
    value.removeAll(keepingCapacity: true)
    try body(node, line)
  }
}

/// Tells the bytes of entries from those around them.
private struct JSONSplitter {
  enum Part { case outside, inside, between, blank }

  let member: [UInt8]
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  /// The depth inside the list of entries; nil outside it.
  private var listDepth: Int?
  private var lastText: [UInt8] = []
  private var isAfterKey = false
  private var hasBegun = false

  init(member: [UInt8]) { self.member = member }

  var isOutside: Bool { listDepth == nil }
  var isClosed: Bool { hasBegun && depth == 0 && !isInText }

  mutating func take(_ byte: UInt8) -> Part {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
      }
      if isInText, listDepth == nil, lastText.count <= member.count { lastText.append(byte) }
      return listDepth == nil ? .outside : .inside
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInText = true
      if listDepth == nil { lastText.removeAll(keepingCapacity: true) }
      isAfterKey = false
      return listDepth == nil ? .outside : .inside
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      hasBegun = true
      depth += 1
      if listDepth == nil {
        let opens =
          byte == UInt8(ascii: "[")
          && (depth == 1 || (depth == 2 && isAfterKey && lastText == member))
        if opens { listDepth = depth }
        isAfterKey = false
        return .outside
      }
      return .inside
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      if let listDepth, depth < listDepth {
        self.listDepth = nil
        return .between
      }
      return listDepth == nil ? .outside : .inside
    case UInt8(ascii: ","):
      isAfterKey = false
      guard let listDepth else { return .outside }
      return depth == listDepth ? .between : .inside
    case UInt8(ascii: ":"):
      if listDepth == nil { isAfterKey = true }
      return listDepth == nil ? .outside : .inside
    case 0x20, 0x09, 0x0A, 0x0D:
      guard let listDepth else { return .outside }
      return depth == listDepth ? .blank : .inside
    default:
      return listDepth == nil ? .outside : .inside
    }
  }
}
