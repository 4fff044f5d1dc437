/// cmark's tree as one flat list of events, free of pointers.
///
/// Containers give an entering and a leaving event, leaves only one.
struct RawTree: Sendable {
  enum Kind: UInt8 {
    case document, quote, list, item, code, html, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong, strikethrough
    case link, image, footnoteReference, unknown

    var isLeaf: Bool {
      switch self {
      case .code, .html, .thematicBreak, .text, .softBreak, .lineBreak, .codeSpan, .inlineHTML,
        .footnoteReference:
        true
      default: false
      }
    }
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let ordered = Flags(rawValue: 1)
    static let tight = Flags(rawValue: 2)
    static let fenced = Flags(rawValue: 4)
    static let header = Flags(rawValue: 8)
    static let task = Flags(rawValue: 16)
    static let done = Flags(rawValue: 32)
  }

  struct Event {
    var kind: Kind
    var isExit = false
    var flags: Flags = []
    /// Lines and columns as cmark counts them: from 1, in bytes; 0 where it knows none.
    var startLine: Int32 = 0
    var startColumn: Int32 = 0
    var endLine: Int32 = 0
    /// A heading's level, a list's first number, a fence's length, a footnote's number.
    var value: Int32 = 0
    /// The literal text, or a link's destination.
    var first: Slice = Slice()
    /// A code block's info string, or a link's title.
    var second: Slice = Slice()
  }

  /// A stretch of `pool`.
  struct Slice {
    var start: Int32 = 0
    var end: Int32 = 0

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  var events: [Event] = []
  var pool: [UInt8] = []

  func string(_ slice: Slice) -> String {
    String(decoding: pool[slice.range], as: UTF8.self)
  }
}
