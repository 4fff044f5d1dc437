extension ImageReader {
  mutating func readJPEG() -> (width: Int, height: Int)? {
    guard let start = take(2), start.elementsEqual([0xFF, 0xD8]) else { return nil }
    keep(start)
    var size: (width: Int, height: Int)?
    while true {
      guard let marker = takeMarker() else { return nil }
      switch marker {
      case 0xD9:
        kept += [0xFF, 0xD9]
        return size
      case 0x01, 0xD0...0xD7:
        kept += [0xFF, marker]
      default:
        guard let segment = takeSegment() else { return nil }
        // Frames of all codings: C0 to CF without tables (C4, CC) and an extension (C8).
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
          guard segment.count >= 7 else { return nil }
          let header = Array(segment.dropFirst(2))
          size = (Int(header[3]) << 8 | Int(header[4]), Int(header[1]) << 8 | Int(header[2]))
        }
        keep(marker, segment)
        if marker == 0xDA { keep(takeScan()) }
      }
    }
  }

  /// The second byte of the next marker; filling before it goes.
  private mutating func takeMarker() -> UInt8? {
    guard takeByte() == 0xFF else { return nil }
    while let byte = takeByte() {
      if byte != 0xFF { return byte }
    }
    return nil
  }

  /// A segment with the two bytes of its length.
  private mutating func takeSegment() -> ArraySlice<UInt8>? {
    let start = position
    guard let length = takeBigEndian(2), length >= 2, take(length - 2) != nil else { return nil }
    return read(from: start)
  }

  /// Keeps a segment unless it only tells of where the image was made.
  ///
  /// JFIF, colour profiles and Adobe's colour transform decide how it looks; of the camera's own
  /// segment only which way is up does.
  private mutating func keep(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
    let data = segment.dropFirst(2)
    switch marker {
    case 0xE1:
      guard data.starts(with: "Exif\u{0}\u{0}".utf8),
        let way = ExifOrientation.read(Array(data.dropFirst(6))), way != 1
      else { return }
      kept += ExifOrientation.segment(way)
    case 0xE2 where !data.starts(with: "ICC_PROFILE\u{0}".utf8): return
    case 0xEE where !data.starts(with: "Adobe".utf8): return
    case 0xE3...0xED, 0xEF, 0xFE: return
    default:
      kept += [0xFF, marker]
      keep(segment)
    }
  }

  /// The coded pixels up to the next marker that ends them.
  private mutating func takeScan() -> ArraySlice<UInt8> {
    let start = position
    var end = position
    while end < bytes.count {
      let next = end + 1 < bytes.count ? bytes[end + 1] : 0
      if bytes[end] == 0xFF, next != 0, !(0xD0...0xD7).contains(next) { break }
      end += 1
    }
    _ = take(end - start)
    return read(from: start)
  }
}

/// Which way is up in a photograph, of Exif's many fields.
private enum ExifOrientation {
  /// From 1, upright, to 8; nil where the field is missing or broken.
  static func read(_ tiff: [UInt8]) -> UInt8? {
    let isBig = tiff.starts(with: "MM".utf8)
    guard isBig || tiff.starts(with: "II".utf8) else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= tiff.count - count else { return nil }
      let field = tiff[offset..<offset + count]
      return isBig
        ? field.reduce(0) { $0 << 8 | Int($1) } : field.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
    for index in 0..<count {
      let entry = directory + 2 + index * 12
      guard let tag = number(entry, 2) else { return nil }
      guard tag == 0x0112 else { continue }
      return number(entry + 8, 2).flatMap { (1...8).contains($0) ? UInt8($0) : nil }
    }
    return nil
  }

  /// A whole segment that says nothing else.
  static func segment(_ way: UInt8) -> [UInt8] {
    [0xFF, 0xE1, 0, 34] + Array("Exif\u{0}\u{0}MM\u{0}*".utf8)
      + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0]
  }
}
