import Foundation

/// The examples of a diagnostic's page: what stands below `Bad:` and below `Good:`, each made a
/// project of by putting its blocks into the files that their titles name.
///
/// A block whose file is there in `Tests/PackTests/Examples` is merged into it: keys take the place
/// of keys, items of items with the same id, Markdown without front matter the place of the body.
/// Any other block is the whole file. A block of the shell's holds commands behind `$`, which are
/// run in the project when its files are there.
package struct PageExample {
  /// A fenced block with a title.
  package struct Block {
    package var path: String
    var text: String
  }

  /// One of a page's two examples.
  package struct Side {
    package var blocks: [Block] = []
    package var commands: [String] = []

    package var isEmpty: Bool { blocks.isEmpty && commands.isEmpty }
  }

  package let bad: Side
  package let good: Side

  package init(page: String) {
    bad = Self.side(of: page, after: "\nBad:", before: "\nGood:")
    good = Self.side(of: page, after: "\nGood:", before: "\nTo mend it:")
  }

  /// Whether there is something to run, beyond a project to check.
  package var hasCommands: Bool { !bad.commands.isEmpty }

  private static func side(of page: String, after start: String, before end: String) -> Side {
    guard let first = page.range(of: start),
      let last = page.range(of: end, range: first.upperBound..<page.endIndex)
    else { return Side() }
    var side = Side()
    var open: (fence: String, path: String?, language: Substring)?
    var lines: [String] = []
    for line in page[first.upperBound..<last.lowerBound].components(separatedBy: "\n") {
      if let block = open {
        if line == block.fence {
          let text = lines.joined(separator: "\n") + "\n"
          if let path = block.path {
            side.blocks.append(Block(path: path, text: text))
          } else if block.language == "console" {
            side.commands += lines.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
          }
          open = nil
        } else {
          lines.append(line)
        }
      } else if let match = line.firstMatch(of: /^(`{3,})(\w+)(?: title="(.*)")?$/) {
        open = (String(match.output.1), match.output.3.map(String.init), match.output.2)
        lines = []
      }
    }
    return side
  }

  // MARK: - Projects

  /// The base project with blocks put in, as bytes by path.
  package static func project(_ blocks: [Block]) throws -> [String: [UInt8]] {
    let folder = Folders.root.appending(path: "Tests/PackTests/Examples")
    var files: [String: [UInt8]] = [:]
    for path in Folders.files(under: folder) {
      files[path] = [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }
    for block in blocks {
      for id in block.text.matches(of: /(?m)^(?:- (?:\{ )?id: )?([a-z0-9-]+)/).map(\.output.1) {
        // A record given here is not given elsewhere.
        for (path, bytes) in files where path != block.path && path.contains("/records/") {
          if bytes.starts(with: "id: \(id)\n".utf8) { files[path] = nil }
        }
      }
      let base = files[block.path].map { String(decoding: $0, as: UTF8.self) }
      files[block.path] = bytes(of: merged(base, block))
    }
    return files
  }

  private static func merged(_ base: String?, _ block: Block) -> String {
    guard let base else { return block.text }
    if block.path.hasSuffix(".yaml") {
      let isList = block.text.hasPrefix("- ")
      guard isList == base.hasPrefix("- ") else { return block.text }
      return isList ? mergedItems(base, block.text) : mergedKeys(base, block.text)
    }
    guard block.path.hasSuffix(".md"), !block.text.hasPrefix("---\n") else { return block.text }
    let parts = base.components(separatedBy: "---\n")
    return "---\n" + parts[1] + "---\n\n" + block.text
  }

  private static func mergedItems(_ base: String, _ text: String) -> String {
    func items(_ text: String) -> [String] {
      text.components(separatedBy: "\n- ").enumerated().map { index, item in
        (index == 0 ? "" : "- ") + item + (item.hasSuffix("\n") ? "" : "\n")
      }
    }
    func id(_ item: String) -> Substring? {
      item.firstMatch(of: /^- (?:\{ )?id: ([a-z0-9-]+)/)?.output.1
    }
    let own = items(text)
    return items(base).filter { item in !own.contains { id($0) == id(item) } }.joined()
      + own.joined()
  }

  private static func mergedKeys(_ base: String, _ text: String) -> String {
    let own = entries(text)
    var kept = entries(base)
    var added: [String] = []
    for entry in own {
      guard let key = entry.key, let place = kept.firstIndex(where: { $0.key == key }),
        let old = nested(kept[place]), let new = nested(entry)
      else {
        added.append(entry.text)
        continue
      }
      let inner = mergedKeys(old, new).split(separator: "\n").map { "  \($0)\n" }.joined()
      kept[place].text = "\(key):\n" + inner
      kept[place].isKept = true
    }
    let names = Set(own.compactMap(\.key))
    kept.removeAll { !$0.isKept && $0.key.map(names.contains) ?? false }
    return kept.map(\.text).joined() + added.joined()
  }

  private struct Entry {
    var key: String?
    var text: String
    var isKept = false
  }

  /// The entries of a map at the margin, each with the lines below it.
  private static func entries(_ text: String) -> [Entry] {
    var entries: [Entry] = []
    for line in text.split(separator: "\n") {
      if let match = line.firstMatch(of: /^([A-Za-z0-9-]+):/) {
        entries.append(Entry(key: String(match.output.1), text: line + "\n"))
      } else if entries.isEmpty || line.hasPrefix("#") {
        entries.append(Entry(key: nil, text: line + "\n"))
      } else {
        entries[entries.count - 1].text += line + "\n"
      }
    }
    return entries
  }

  /// The map below a key, two spaces less indented; nil where something else is there.
  private static func nested(_ entry: Entry) -> String? {
    let lines = entry.text.split(separator: "\n")
    guard lines.count > 1, lines[0].hasSuffix(":"),
      lines.dropFirst().allSatisfy({ $0.hasPrefix("  ") && !$0.hasPrefix("  - ") })
    else { return nil }
    return lines.dropFirst().map { $0.dropFirst(2) + "\n" }.joined()
  }

  /// The text with `<E9>`, a byte, and `<U+200B>`, a character, as what they stand for.
  private static func bytes(of text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: /<(?:U\+([0-9A-F]{4})|([0-9A-F]{2})|NUL)>/) {
      bytes += Array(rest[..<match.range.lowerBound].utf8)
      if let scalar = match.output.1.flatMap({ UInt32($0, radix: 16) }).flatMap(Unicode.Scalar.init)
      {
        bytes += Array(String(Character(scalar)).utf8)
      } else {
        bytes.append(match.output.2.flatMap { UInt8($0, radix: 16) } ?? 0)
      }
      rest = rest[match.range.upperBound...]
    }
    return bytes + Array(rest.utf8)
  }
}
