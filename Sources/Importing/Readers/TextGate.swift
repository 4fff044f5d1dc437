internal import Diagnostics
internal import Digests
package import Loading

/// Hands out a list's bytes piece by piece, once they are known to be UTF-8 without controls.
///
/// It counts lines and bytes and keeps the running digest, so that every reader behind it sees the
/// same clean text and every fault has a place.
package final class TextGate {
  package let name: String
  private let bytes: any ListBytes
  private let limits: ListLimits
  private let buffer: UnsafeMutableRawBufferPointer
  private var hash: RunningSHA256?
  private(set) var byteCount = 0
  /// The line after all that was handed out, from 1.
  private(set) var line = 1
  /// Continuation bytes still wanted, and the range of the next one.
  private var wanted = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  private var isAtStart = true
  private let allowsSubstitute: Bool

  /// `allowsSubstitute` lets the byte 0x1A through, which ends the OFAC files.
  package init(
    _ file: any ListFile, limits: ListLimits = ListLimits(), allowsSubstitute: Bool = false,
    isHashed: Bool = true
  ) throws {
    name = file.name
    bytes = try file.open()
    self.limits = limits
    self.allowsSubstitute = allowsSubstitute
    hash = isHashed ? RunningSHA256() : nil
    buffer = .allocate(byteCount: 64 * 1024, alignment: 8)
  }

  deinit { buffer.deallocate() }

  /// SHA-256 of all bytes handed out, in hex.
  package var sha256: String? { hash?.digest.hex }

  /// The next piece, valid until the one after it; nil at the end.
  package func next() throws -> UnsafeRawBufferPointer? {
    var count = try bytes.read(into: buffer)
    if isAtStart {
      // A mark may come in pieces; three bytes tell.
      while count > 0, count < 3 {
        let more = try bytes.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        if more == 0 { break }
        count += more
      }
    }
    guard count > 0 else {
      guard wanted == 0 else { throw notUTF8(byteCount) }
      return nil
    }
    let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    hash?.update(piece)
    guard byteCount + count <= limits.fileBytes else {
      throw ListFault(
        .listLimit("a file ('listFileBytes')", limits.fileBytes, ListPlace(file: name)))
    }
    var start = 0
    if isAtStart {
      isAtStart = false
      if piece.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      if piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) {
        throw ListFault(
          .listEncoding("a list is UTF-8; this file is UTF-16", ListPlace(file: name, line: 1)))
      }
    }
    try check(piece, from: start)
    byteCount += count
    return UnsafeRawBufferPointer(rebasing: piece[start...])
  }

  private func check(_ piece: UnsafeRawBufferPointer, from start: Int) throws {
    var index = start
    let count = piece.count
    while index < count {
      if wanted == 0, index + 8 <= count {
        // Eight bytes at once, where none is a control and none begins a sequence.
        let word = piece.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let high: UInt64 = 0x8080_8080_8080_8080
        let spaces: UInt64 = 0x2020_2020_2020_2020
        if word & high == 0, (word &- spaces) & ~word & high == 0 {
          index += 8
          continue
        }
      }
      let byte = piece[index]
      if wanted > 0 {
        guard byte >= lowest, byte <= highest else { throw notUTF8(byteCount + index) }
        wanted -= 1
        lowest = 0x80
        highest = 0xBF
      } else if byte < 0x80 {
        if byte == 0x0A {
          line += 1
        } else if byte < 0x20, byte != 0x09, byte != 0x0D, !(allowsSubstitute && byte == 0x1A) {
          throw ListFault(
            .listEncoding(
              "a list holds no control characters; byte \(byteCount + index) is 0x"
                + String(byte, radix: 16, uppercase: true), ListPlace(file: name, line: line)))
        }
      } else {
        try begin(byte, at: byteCount + index)
      }
      index += 1
    }
  }

  private func begin(_ byte: UInt8, at offset: Int) throws {
    switch byte {
    case 0xC2...0xDF: wanted = 1
    case 0xE0: (wanted, lowest) = (2, 0xA0)
    case 0xED: (wanted, highest) = (2, 0x9F)
    case 0xE1...0xEF: wanted = 2
    case 0xF0: (wanted, lowest) = (3, 0x90)
    case 0xF4: (wanted, highest) = (3, 0x8F)
    case 0xF1...0xF3: wanted = 3
    default: throw notUTF8(offset)
    }
  }

  private func notUTF8(_ offset: Int) -> ListFault {
    ListFault(
      .listEncoding(
        "a list is UTF-8; byte \(offset) begins or breaks no character of it",
        ListPlace(file: name, line: line)))
  }
}
