internal import Narratives

/// Splits at soft breaks alone.
enum SentenceSplitter {
  static func split(_ content: [ProseInline]) -> [[ProseInline]] {
    var result: [[ProseInline]] = [[]]
    for inline in content {
      if case .softBreak = inline {
        result.append([])
      } else {
        result[result.count - 1].append(inline)
      }
    }
    return result.filter { !$0.isEmpty }
  }
}
