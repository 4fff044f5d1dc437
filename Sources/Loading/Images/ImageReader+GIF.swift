extension ImageReader {
  mutating func readGIF() -> (width: Int, height: Int)? {
    guard let signature = take(exactly: "GIF89a") ?? take(exactly: "GIF87a") else { return nil }
    keep(signature)
    let start = position
    guard let width = takeLittleEndian(2), let height = takeLittleEndian(2),
      let packed = takeByte(), take(2) != nil, takeColours(packed)
    else { return nil }
    keep(read(from: start))
    while let introducer = takeByte() {
      switch introducer {
      case 0x3B:
        kept.append(0x3B)
        return (width, height)
      case 0x2C:
        let start = position - 1
        guard take(8) != nil, let packed = takeByte(), takeColours(packed), take(1) != nil,
          takeBlocks() != nil
        else { return nil }
        keep(read(from: start))
      case 0x21:
        let start = position - 1
        guard let label = takeByte(), let first = takeBlocks() else { return nil }
        // How a frame is shown, and how often the animation runs.
        let repeats =
          first.elementsEqual("NETSCAPE2.0".utf8) || first.elementsEqual("ANIMEXTS1.0".utf8)
        if label == 0xF9 || label == 0x01 || (label == 0xFF && repeats) {
          keep(read(from: start))
        }
      default: return nil
      }
    }
    return nil
  }

  /// Passes the table of colours that follows, where the flags say that one does.
  private mutating func takeColours(_ packed: UInt8) -> Bool {
    packed & 0x80 == 0 || take(3 << (Int(packed & 7) + 1)) != nil
  }

  /// Passes blocks up to the empty one that ends them; the first one's bytes.
  private mutating func takeBlocks() -> ArraySlice<UInt8>? {
    var first: ArraySlice<UInt8>?
    while let length = takeByte(), let block = take(Int(length)) {
      if length == 0 { return first ?? block }
      first = first ?? block
    }
    return nil
  }
}
