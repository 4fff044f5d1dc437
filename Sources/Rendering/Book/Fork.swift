private import Glibc

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

  static func taken(_ side: Side, of text: String) -> String {
    var bytes = Array(text.utf8)
    take(side, in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Leaves of each fork the text of that side; forks do not nest.
  static func take(_ side: Side, in bytes: inout [UInt8]) {
    let count = bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var place = 0
      /// Moves what stands before the next such mark to its place, and answers behind the mark.
      func move(from index: Int, to mark: UInt8, isWanted: Bool) -> Int {
        let found = memchr(base + index, Int32(mark), buffer.count - index)
        let next = found.map { UnsafeRawPointer(base).distance(to: $0) } ?? buffer.count
        if isWanted, next > index {
          if place < index { memmove(base + place, base + index, next - index) }
          place += next - index
        }
        return next + 1
      }
      var index = 0
      while index < buffer.count {
        index = move(from: index, to: start, isWanted: true)
        guard index < buffer.count else { break }
        index = move(from: index, to: middle, isWanted: side == .page)
        guard index < buffer.count else { break }
        index = move(from: index, to: end, isWanted: side == .whole)
      }
      return place
    }
    bytes.removeLast(bytes.count - count)
  }
}
