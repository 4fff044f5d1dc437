extension ImageReader {
  mutating func readWebP() -> (width: Int, height: Int)? {
    guard take(exactly: "RIFF") != nil, let length = takeLittleEndian(4),
      take(exactly: "WEBP") != nil
    else { return nil }
    let end = position - 4 + length
    var size: (width: Int, height: Int)?
    var chunks: [UInt8] = []
    while position < end {
      guard let name = take(4), let length = takeLittleEndian(4), let data = take(length) else {
        return nil
      }
      // A chunk of odd length is filled up to an even one.
      if length % 2 == 1, position < end, take(1) == nil { return nil }
      let kind = String(decoding: name, as: UTF8.self)
      var content = Array(data)
      switch kind {
      case "VP8X":
        guard content.count >= 10 else { return nil }
        size = (
          1 + ImageReader.number(content[4..<7]), 1 + ImageReader.number(content[7..<10])
        )
        // The flags of Exif and XMP data, which go.
        content[0] &= ~0b0000_1100
      case "VP8 ":
        size = size ?? ImageReader.lossySize(content)
      case "VP8L":
        size = size ?? ImageReader.losslessSize(content)
      case "ALPH", "ANIM", "ANMF", "ICCP": break
      default: continue
      }
      chunks += Array(name) + ImageReader.littleEndian(content.count) + content
      if content.count % 2 == 1 { chunks.append(0) }
    }
    kept = Array("RIFF".utf8) + ImageReader.littleEndian(chunks.count + 4) + Array("WEBP".utf8)
    kept += chunks
    return size
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func littleEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func lossySize(_ frame: [UInt8]) -> (width: Int, height: Int)? {
    guard frame.count >= 10, frame[3..<6].elementsEqual([0x9D, 0x01, 0x2A]) else { return nil }
    return (number(frame[6..<8]) & 0x3FFF, number(frame[8..<10]) & 0x3FFF)
  }

  private static func losslessSize(_ frame: [UInt8]) -> (width: Int, height: Int)? {
    guard frame.count >= 5, frame[0] == 0x2F else { return nil }
    let bits = number(frame[1..<5])
    return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF))
  }
}
