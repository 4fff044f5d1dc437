/// Bytes gathered piece by piece and joined at the end, a chunk let go as soon as it is copied: one
/// growing buffer would be copied with each doubling, and stand beside its copy at the end.
struct ByteChunks {
  private static let size = 1 << 20

  private var chunks: [[UInt8]] = []
  private(set) var count = 0

  mutating func append(_ bytes: [UInt8]) {
    count += bytes.count
    if let last = chunks.indices.last,
      chunks[last].count + bytes.count <= ByteChunks.size
    {
      chunks[last].append(contentsOf: bytes)
      return
    }
    var chunk: [UInt8] = []
    chunk.reserveCapacity(max(ByteChunks.size, bytes.count))
    chunk.append(contentsOf: bytes)
    chunks.append(chunk)
  }

  /// Moves everything to the end of `bytes`.
  mutating func drain(into bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + count)
    for index in chunks.indices {
      bytes.append(contentsOf: chunks[index])
      chunks[index] = []
    }
    chunks = []
    count = 0
  }
}
