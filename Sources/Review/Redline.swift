/// The word-level difference of two texts.
package struct Redline: Sendable, Equatable {
  package enum Piece: Sendable, Equatable {
    case same(String)
    case deleted(String)
    case inserted(String)
  }

  package let pieces: [Piece]

  /// Beyond this many differing words, the whole passage counts as replaced: nobody reads a
  /// patchwork of that size.
  private static let maximalWords = 4_000

  package init(old: String, new: String) {
    let old = Redline.words(of: old)
    let new = Redline.words(of: new)
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    { tail += 1 }
    let oldMiddle = Array(old[head..<old.count - tail])
    let newMiddle = Array(new[head..<new.count - tail])
    var builder = PieceBuilder()
    builder.add(.same(old[..<head].joined()))
    if oldMiddle.count + newMiddle.count > Redline.maximalWords {
      builder.add(.deleted(oldMiddle.joined()))
      builder.add(.inserted(newMiddle.joined()))
    } else {
      builder.add(oldMiddle, newMiddle)
    }
    builder.add(.same(old[(old.count - tail)...].joined()))
    pieces = builder.pieces
  }

  /// Whether anything differs.
  package var isEmpty: Bool {
    pieces.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// Words with nothing attached, and each run of spaces and each other sign by itself.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var kind = 0
    for scalar in text.unicodeScalars {
      // Signs inside numbers and words belong to them: `1.46`, `US$`, `don't`.
      let next =
        switch scalar {
        case " ", "\n", "\t", "\u{A0}", "\u{202F}": 1
        case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: 2
        case "$", "€", "£", "¥", "%", "'", "’", "-": 2
        case ".", ",": kind == 2 ? 3 : 4
        default: 4
        }
      let continues = next == kind && next != 4 || (kind == 3 && next == 2)
      if !continues {
        // A stop after a word is its own token unless a word goes on.
        if next == 3 {
          current.unicodeScalars.append(scalar)
          kind = 3
          continue
        }
        if kind == 3, let stop = current.popLast() {
          words.append(current)
          words.append(String(stop))
        } else if !current.isEmpty {
          words.append(current)
        }
        current = ""
      }
      current.unicodeScalars.append(scalar)
      kind = next
    }
    if kind == 3, let stop = current.popLast() {
      words.append(current)
      words.append(String(stop))
    } else if !current.isEmpty {
      words.append(current)
    }
    return words.filter { !$0.isEmpty }
  }
}

/// Joins words into pieces: deletions before insertions, no islands of mere spaces.
private struct PieceBuilder {
  var pieces: [Redline.Piece] = []

  mutating func add(_ piece: Redline.Piece) {
    switch (pieces.last, piece) {
    case (_, .same("")), (_, .deleted("")), (_, .inserted("")): break
    case (.same(let last)?, .same(let text)): pieces[pieces.count - 1] = .same(last + text)
    case (.deleted(let last)?, .deleted(let text)):
      pieces[pieces.count - 1] = .deleted(last + text)
    case (.inserted(let last)?, .inserted(let text)):
      pieces[pieces.count - 1] = .inserted(last + text)
    default: pieces.append(piece)
    }
  }

  mutating func add(_ old: [String], _ new: [String]) {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      var deletedText = ""
      var insertedText = ""
      while true {
        if oldIndex < old.count, removed.contains(oldIndex) {
          deletedText += old[oldIndex]
          oldIndex += 1
        } else if newIndex < new.count, inserted.contains(newIndex) {
          insertedText += new[newIndex]
          newIndex += 1
        } else if oldIndex < old.count, newIndex < new.count,
          !deletedText.isEmpty || !insertedText.isEmpty,
          old[oldIndex].allSatisfy(\.isWhitespace),
          isChange(oldIndex + 1, removed) || isChange(newIndex + 1, inserted)
        {
          // A space between two changed words belongs to both.
          deletedText += old[oldIndex]
          insertedText += new[newIndex]
          oldIndex += 1
          newIndex += 1
        } else {
          break
        }
      }
      add(.deleted(deletedText))
      add(.inserted(insertedText))
      if oldIndex < old.count, newIndex < new.count, !removed.contains(oldIndex),
        !inserted.contains(newIndex)
      {
        add(.same(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
  }

  private func isChange(_ index: Int, _ changed: Set<Int>) -> Bool { changed.contains(index) }
}
