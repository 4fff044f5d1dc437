/// A place where a page's own file and the file of all pages differ, with the text of both.
///
/// A record's page stands in both files. It is written once, with forks in its ids and addresses,
/// and each file then takes its side. Control characters part the sides, which no template and no
/// text holds.
enum Fork {
  /// Which file takes the text.
  enum Side: Sendable {
    case page, whole
  }

  private static let start: UInt8 = 0x03
  private static let middle: UInt8 = 0x04
  private static let end: UInt8 = 0x05

  static func text(page: String, whole: String) -> String {
    page == whole ? page : "\u{3}\(page)\u{4}\(whole)\u{5}"
  }

  /// Text of a page's own file alone.
  static let pageStart = "\u{3}"
  static let pageEnd = "\u{4}\u{5}"

  static func isMark(_ byte: UInt8) -> Bool { byte >= start && byte <= end }

  /// Leaves of each fork the text of that side; forks do not nest.
  static func take(_ side: Side, in bytes: inout [UInt8]) {
    let count = bytes.withUnsafeMutableBufferPointer { bytes in
      var place = 0
      var index = 0
      var isWanted = true
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case start: isWanted = side == .page
        case middle: isWanted = side == .whole
        case end: isWanted = true
        default:
          guard isWanted else { continue }
          bytes[place] = byte
          place += 1
        }
      }
      return place
    }
    bytes.removeLast(bytes.count - count)
  }
}
