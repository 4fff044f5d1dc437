/// A template filled once for many pages, with slots left open for what differs between them.
///
/// Values of a page replace the slots as bytes, so a long page is copied once, not once a level.
struct FilledTemplate: Sendable {
  /// A slot's mark stands between control characters, which no template and no text holds.
  static let mark: UInt8 = 0x01

  /// What a page puts into a slot.
  enum Slot: String, CaseIterable, Sendable {
    case kind, title, current, content, page

    /// The text that keeps the place in the template's values.
    var text: String { "\u{1}\(rawValue)\u{1}" }
    var html: TrustedHTML { TrustedHTML(trusted: text) }
  }

  private let pieces: [[UInt8]]
  private let slots: [Slot]

  init(_ bytes: [UInt8]) {
    var pieces: [[UInt8]] = []
    var slots: [Slot] = []
    var piece: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == FilledTemplate.mark,
        let end = bytes[(index + 1)...].firstIndex(of: FilledTemplate.mark),
        let slot = Slot(rawValue: String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
      {
        pieces.append(piece)
        slots.append(slot)
        piece = []
        index = end + 1
      } else {
        piece.append(bytes[index])
        index += 1
      }
    }
    pieces.append(piece)
    self.pieces = pieces
    self.slots = slots
  }

  /// The page's bytes; a slot without a value stays empty.
  func bytes(_ values: [Slot: [UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    append(values, to: &result)
    return result
  }

  /// What stands in the place of the content, between the template's own pieces.
  func pieces(around content: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for (index, piece) in pieces.enumerated() {
      if !piece.isEmpty { result.append(piece) }
      if index < slots.count, slots[index] == .content { result += content }
    }
    return result
  }

  func append(_ values: [Slot: [UInt8]], to result: inout [UInt8]) {
    var size = pieces.reduce(0) { $0 + $1.count }
    for slot in slots { size += values[slot]?.count ?? 0 }
    result.reserveCapacity(result.count + size)
    for (index, piece) in pieces.enumerated() {
      result.append(contentsOf: piece)
      if index < slots.count, let value = values[slots[index]] { result.append(contentsOf: value) }
    }
  }
}

/// Moves every heading one level down, for pages that become articles of the book.
///
/// Text never holds a `<` of its own, so only our own tags match.
enum HeadingShift {
  static func apply(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "<") else {
          index += 1
          continue
        }
        var place = index + 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
        index = place
        guard place + 2 < bytes.count, bytes[place] == UInt8(ascii: "h"),
          (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(bytes[place + 1]),
          bytes[place + 2] == UInt8(ascii: ">") || bytes[place + 2] == UInt8(ascii: " ")
        else { continue }
        bytes[place + 1] += 1
      }
    }
  }
}
