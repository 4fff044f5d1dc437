internal import Diagnostics
internal import MarkdownTree

/// Joins what stood left and right of a removed passage, so that no gap shows.
enum InlineSeam {
  /// Appends the first element after a gap.
  static func close(_ result: inout [Inline], before next: Inline) {
    guard let last = result.last else {
      // The passage stood first: what follows starts the text.
      if case .text(let text) = next {
        let trimmed = droppingLeadingSpace(text)
        if !trimmed.value.isEmpty { result.append(.text(trimmed)) }
      } else if !isBreak(next) {
        result.append(next)
      }
      return
    }
    switch next {
    case .text(let text):
      if startsWithStop(text.value) { trimEnd(&result) }
      let isSpaced = endsWithSpace(last)
      let kept = isSpaced ? droppingLeadingSpace(text) : text
      if !kept.value.isEmpty { result.append(.text(kept)) }
    case .softBreak, .lineBreak:
      trimEnd(&result)
      if !result.isEmpty { result.append(next) }
    default: result.append(next)
    }
  }

  /// Takes spaces and breaks off the end.
  static func trimEnd(_ result: inout [Inline]) {
    while let last = result.last {
      if isBreak(last) {
        result.removeLast()
      } else if case .text(var text) = last {
        while text.value.utf8.last == UInt8(ascii: " ") {
          text.value.removeLast()
          text.span.end = max(text.span.end - 1, text.span.start)
        }
        result.removeLast()
        if !text.value.isEmpty {
          result.append(.text(text))
          return
        }
      } else {
        return
      }
    }
  }

  private static func isBreak(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    default: false
    }
  }

  private static func endsWithSpace(_ inline: Inline) -> Bool {
    if case .text(let text) = inline { return text.value.utf8.last == UInt8(ascii: " ") }
    return isBreak(inline)
  }

  private static func startsWithStop(_ text: String) -> Bool {
    text.utf8.first.map { ".,;:!?)".utf8.contains($0) } ?? false
  }

  private static func droppingLeadingSpace(_ text: Located<String>) -> Located<String> {
    var text = text
    while text.value.utf8.first == UInt8(ascii: " ") {
      text.value.removeFirst()
      text.span.start = min(text.span.start + 1, text.span.end)
    }
    return text
  }
}
