package import Diagnostics

/// Where a piece of text stands in its file, so that positions inside it can point there.
///
/// A section's body is one stretch of its file; a YAML scalar, a CSV cell or a directive's body may
/// be several, because indentation, quoting or `>` markers lie between its lines.
package struct TextOrigin: Sendable, Hashable {
  package var path: String
  /// Ascending by `textOffset`; the first starts at text offset 0.
  package var segments: [Segment]

  package struct Segment: Sendable, Hashable {
    package var textOffset: Int
    package var fileOffset: Int

    package init(textOffset: Int, fileOffset: Int) {
      self.textOffset = textOffset
      self.fileOffset = fileOffset
    }
  }

  package init(path: String, fileOffset: Int = 0) {
    self.path = path
    segments = [Segment(textOffset: 0, fileOffset: fileOffset)]
  }

  package init(path: String, segments: [Segment]) {
    self.path = path
    self.segments = segments.isEmpty ? [Segment(textOffset: 0, fileOffset: 0)] : segments
  }

  /// The file offset of a UTF-8 offset in the text.
  package func fileOffset(_ textOffset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].textOffset <= textOffset { low = middle } else { high = middle }
    }
    return segments[low].fileOffset + max(0, textOffset - segments[low].textOffset)
  }

  package func span(_ start: Int, _ end: Int) -> SourceSpan {
    let first = fileOffset(start)
    let last = end > start ? fileOffset(end - 1) + 1 : first
    return SourceSpan(path: path, start: first, end: last)
  }

  /// The origin of the part of the text that starts at `textOffset`.
  package func dropping(_ textOffset: Int) -> TextOrigin {
    var rest: [Segment] = [Segment(textOffset: 0, fileOffset: fileOffset(textOffset))]
    for segment in segments where segment.textOffset > textOffset {
      rest.append(
        Segment(textOffset: segment.textOffset - textOffset, fileOffset: segment.fileOffset))
    }
    return TextOrigin(path: path, segments: rest)
  }
}
