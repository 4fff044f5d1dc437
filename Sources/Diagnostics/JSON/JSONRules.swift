/// What a reader of JSON takes: how deep, how long, and which numbers.
package struct JSONRules: Sendable {
  /// Lists and objects inside one another.
  package var depth = 32
  /// Bytes of one text.
  package var textBytes = Int.max
  /// Values of all kinds together.
  package var values = Int.max
  /// Members of one object.
  package var members = Int.max
  /// Whether a number is a whole one that an `Int` holds.
  package var isWhole = false
  /// Whether the bytes are known to be UTF-8, so that texts need no proof of it.
  package var isCheckedText = false
  /// Lists and objects deeper than this are read and not kept.
  package var keptDepth = Int.max

  package init() {}
}

/// Why bytes are not the JSON that is read, and where that shows.
package struct JSONFault: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// It is no JSON, or is cut.
    case damaged
    /// More than the rules allow: of what, and how many.
    case limit(what: String, Int)
  }

  package let kind: Kind
  /// One phrase, lower case, no full stop.
  package let reason: String
  /// A byte, from 0.
  package let offset: Int

  /// The line and the byte in it, from 1.
  package func position(in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (before.count { $0 == 0x0A } + 1, before.count - start + 1)
  }
}
