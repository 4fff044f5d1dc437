/// Walks over an image's parts and gathers those that are kept.
struct ImageReader {
  let bytes: [UInt8]
  private(set) var position = 0
  /// What is kept, in order.
  var kept: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    kept.reserveCapacity(bytes.count)
  }

  /// The next bytes, or nil where there are fewer.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func takeByte() -> UInt8? { take(1)?.first }

  /// The next bytes without taking them; fewer at the end.
  func peek(_ count: Int) -> ArraySlice<UInt8> { bytes[position...].prefix(count) }

  /// The bytes from `start` to where the reader is.
  func read(from start: Int) -> ArraySlice<UInt8> { bytes[start..<position] }

  /// Takes bytes while they are `expected`, or gives nil.
  mutating func take(exactly expected: String) -> ArraySlice<UInt8>? {
    guard peek(expected.utf8.count).elementsEqual(expected.utf8) else { return nil }
    return take(expected.utf8.count)
  }

  mutating func keep(_ part: ArraySlice<UInt8>) { kept.append(contentsOf: part) }

  mutating func takeBigEndian(_ count: Int) -> Int? {
    take(count).map { $0.reduce(0) { $0 << 8 | Int($1) } }
  }

  mutating func takeLittleEndian(_ count: Int) -> Int? {
    take(count).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } }
  }
}
