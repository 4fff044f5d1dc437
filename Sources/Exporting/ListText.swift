internal import MarkdownTree

/// Lists: bullets, numbers and tasks, loose or tight as they were.
enum ListText {
  static func lines(of list: MarkdownList, usesOtherMarker: Bool) -> [String] {
    var lines: [String] = []
    for (index, item) in list.items.enumerated() {
      if index > 0, !list.isTight { lines.append("") }
      let marker =
        list.isOrdered
        ? "\(list.start + index)" + (usesOtherMarker ? ")" : ".")
        : usesOtherMarker ? "*" : "-"
      var content = BlockText.lines(of: item.blocks, isTight: list.isTight)
      if let isDone = item.isDone {
        let box = isDone ? "[x] " : "[ ] "
        content = [box + (content.first ?? "")] + content.dropFirst()
      }
      if !list.isTight, list.items.count == 1, item.blocks.count < 2 {
        // What makes a list of one paragraph loose: a blank line before something unseen.
        content += ["", BlockText.separator]
      }
      lines += BlockText.prefixed(
        content, first: marker + " ",
        rest: String(repeating: " ", count: marker.utf8.count + 1))
    }
    return lines
  }
}
