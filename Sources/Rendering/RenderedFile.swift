package import Diagnostics

/// One output file as a value; `Publishing` writes it.
package struct RenderedFile: Sendable {
  /// From the edition's folder: `en/g7-2025/index.html`.
  package var path: String
  /// The file's bytes in order: in one piece, or in as many as were put together, since a file
  /// that holds a whole pack would only be copied to join them.
  package var pieces: [[UInt8]]
  /// The highest marking of what it holds.
  package var marking: Marking

  package init(path: String, bytes: [UInt8], marking: Marking) {
    self.init(path: path, pieces: [bytes], marking: marking)
  }

  package init(path: String, pieces: [[UInt8]], marking: Marking) {
    self.path = path
    self.pieces = pieces
    self.marking = marking
  }

  /// The length in bytes.
  package var count: Int { pieces.reduce(0) { $0 + $1.count } }

  /// All bytes as one piece.
  package var bytes: [UInt8] {
    if pieces.count == 1 { return pieces[0] }
    // Joined lazily they would be copied byte by byte.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for piece in pieces { bytes += piece }
    return bytes
  }
}
