extension TextOrigin {
  /// One unbroken stretch of a text that was taken from another.
  struct Piece {
    /// The offset in the new text.
    var textOffset: Int
    /// The offset in the text it was taken from.
    var sourceOffset: Int
  }

  /// The origin of a text of `count` bytes gathered from `pieces` of this origin's text.
  func gathering(_ pieces: [Piece], count: Int) -> TextOrigin {
    var result: [Segment] = []
    result.reserveCapacity(pieces.count)
    for (index, piece) in pieces.enumerated() {
      let end = index + 1 < pieces.count ? pieces[index + 1].textOffset : count
      let length = end - piece.textOffset
      let fileStart = fileOffset(piece.sourceOffset)
      result.append(Segment(textOffset: piece.textOffset, fileOffset: fileStart))
      guard segments.count > 1 else { continue }
      for segment in segments[firstSegment(after: piece.sourceOffset)...] {
        let offset = segment.textOffset - piece.sourceOffset
        if offset >= length { break }
        result.append(
          Segment(textOffset: piece.textOffset + offset, fileOffset: segment.fileOffset))
      }
    }
    if let first = result.first, first.textOffset > 0 {
      result.insert(
        Segment(textOffset: 0, fileOffset: first.fileOffset - first.textOffset), at: 0)
    }
    return TextOrigin(path: path, segments: result)
  }

  /// This origin for the same text after `count` added bytes.
  func shifted(by count: Int) -> TextOrigin {
    var result = [Segment(textOffset: 0, fileOffset: fileOffset(0))]
    for segment in segments {
      result.append(
        Segment(textOffset: segment.textOffset + count, fileOffset: segment.fileOffset))
    }
    return TextOrigin(path: path, segments: result)
  }

  private func firstSegment(after offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].textOffset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
