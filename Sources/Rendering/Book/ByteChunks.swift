/// Bytes gathered piece by piece and never joined: one growing buffer would be copied with each
/// doubling, and once more at the end.
struct ByteChunks: Sendable {
  private(set) var pieces: [[UInt8]] = []

  mutating func append(_ bytes: [UInt8]) {
    if !bytes.isEmpty { pieces.append(bytes) }
  }

  mutating func append(_ chunks: consuming ByteChunks) {
    pieces += chunks.pieces
  }
}
