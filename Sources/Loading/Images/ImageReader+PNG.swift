extension ImageReader {
  /// Chunks that decide how the image looks, animated ones included.
  private static let shown: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV",
    "cLLI", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT",
  ]

  mutating func readPNG() -> (width: Int, height: Int)? {
    guard let signature = take(8),
      signature.elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    else { return nil }
    keep(signature)
    var size: (width: Int, height: Int)?
    while true {
      let start = position
      guard let length = takeBigEndian(4), let name = take(4), let data = take(length),
        take(4) != nil
      else { return nil }
      let kind = String(decoding: name, as: UTF8.self)
      if size == nil {
        guard kind == "IHDR", length == 13 else { return nil }
        size = (
          data.prefix(4).reduce(0) { $0 << 8 | Int($1) },
          data.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        )
      }
      if ImageReader.shown.contains(kind) { keep(read(from: start)) }
      // What stands behind the end is no part of the image.
      if kind == "IEND" { return size }
    }
  }
}
