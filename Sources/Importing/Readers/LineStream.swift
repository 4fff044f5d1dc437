internal import Diagnostics

/// Hands out the lines of a list, one at a time, without their ends.
struct LineStream {
  let gate: TextGate
  let limits: ListLimits

  /// Calls `body` with each line that holds more than blanks, and its number from 1.
  ///
  /// The bytes are valid during the call only.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Void) throws {
    var carry: [UInt8] = []
    var line = 1
    while let piece = try gate.next() {
      let bytes = piece.bindMemory(to: UInt8.self)
      var start = 0
      while start < bytes.count {
        guard let end = LineStream.newline(in: bytes, from: start) else {
          let rest = bytes[start...]
          guard carry.count + rest.count <= limits.lineBytes else { throw tooLong(line) }
          carry += rest
          break
        }
        guard carry.count + end - start <= limits.lineBytes else { throw tooLong(line) }
        if carry.isEmpty {
          try LineStream.hand(UnsafeBufferPointer(rebasing: bytes[start..<end]), line, body)
        } else {
          carry += bytes[start..<end]
          try carry.withUnsafeBufferPointer { try LineStream.hand($0, line, body) }
          carry.removeAll(keepingCapacity: true)
        }
        line += 1
        start = end + 1
      }
    }
    try carry.withUnsafeBufferPointer { try LineStream.hand($0, line, body) }
  }

  private func tooLong(_ line: Int) -> ListFault {
    ListFault(
      .listLimit("a line", limits.lineBytes, ListPlace(file: gate.name, line: line)))
  }

  private static func newline(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A { return index }
      index += 1
    }
    return nil
  }

  private static func hand(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int,
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Void
  ) throws {
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x0D || bytes[end - 1] == 0x20 { end -= 1 }
    guard end > 0 else { return }
    try body(UnsafeBufferPointer(rebasing: bytes[..<end]), line)
  }
}
