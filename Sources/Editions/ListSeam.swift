internal import Diagnostics
internal import MarkdownTree

/// Joins what is left of lists, so that their form says nothing of what was taken out.
enum ListSeam {
  /// How many blocks stand directly in the items.
  static func blockCount(_ items: [MarkdownList.Item]) -> Int {
    items.reduce(0) { $0 + $1.blocks.count }
  }

  /// Whether a list of these items alone would be tight: no blank line parts them or their blocks.
  static func isTight(_ items: [MarkdownList.Item]) -> Bool {
    for (index, item) in items.enumerated() {
      if index > 0, item.blocks.first?.isSpaced == true { return false }
      if item.blocks.dropFirst().contains(where: \.isSpaced) { return false }
    }
    return true
  }

  /// Two lists of one kind between which nothing is left are one; nil for anything else.
  static func join(_ first: Block, _ second: Block) -> Block? {
    guard case .list(var list) = first.kind, case .list(let rest) = second.kind,
      list.isOrdered == rest.isOrdered
    else { return nil }
    list.items += rest.items
    list.isTight = isTight(list.items)
    var joined = first
    joined.kind = .list(list)
    joined.span.end = max(first.span.end, second.span.end)
    return joined
  }
}
