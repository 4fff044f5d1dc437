import Diagnostics
import Loading
import TestSupport
import Testing
import Yams

/// What this reader accepts means the same to libyaml.
@Suite struct YAMLDifferentialTests {
  @Test(
    "texts that are accepted read alike",
    arguments: [
      "a: b", "a:\n- b\n- c", "a:\n  - b: c\n    d: e\n  - f", "- - a\n  - b\n- c",
      "a: |\n  x\n\n  y\n\nb: c", "a: >\n  x\n  y\n\n  z\n    more\n  less\n", "a: |-\n  x\n\n",
      "a: |+\n  x\n\nb: 1", "a: |2\n    x\n   y\n", "a: >-\n\n  x\n\n\n  y", "a: 'x\n\n  y'",
      "a: \"x \\\n   y\\n\\\n  z\"", "a: x\n  y\n\n  z", "{ a: b, c: [d, e: f], g }", "[a, {b: c}]",
      "{a:1, \"b\":2, 'c' : 3}", "a: b#c # d", "a: # comment\n  b",
      "a:\n# comment\n  - b # c\n# d\n",
      "a: -1", "a: - 1", "-a: b", "a:b: c", "http://x: y", "a: [http://x.org/a?b, c:d]", "--- a",
      "---\na: b\n...\n---\nc: d", "a: 'it''s'", "a: \"\\u00e9\\x41\\U0001F600\\/\\_\"",
      "\"a b\": c",
      "a: ''", "a: |\n\n\n", "a: >\n  x\n\n\n    y\n  z\n", "- |\n x\n- >\n y",
      "a: [\n  b,\n  c\n]",
      "a: {\n b: c\n}", "a: x\n # comment\nb: y", "a:\n  b:\n    c:\nd:", "-\n  a: b\n-\n- c",
      "a: b\\c", "a: %b", "a: b:c", "a: ?b", "?a: b", "a: x:", "[a b, c  d ]", "[a\n b, c]",
      "a: \"b\"#c", "a: [x]#c", "a: [b]:c", "a: ~", "é: ü", "a: \u{1F600} x", "  a: b\n  c: d",
      "'a': b",
      "a:  b  \nc:  d", "a: |\n  \ttab\n", "a: b\n\n\n\nc: d\n\n", "a:\n - b\n - c\nd: e",
      "a: >\n\n x",
      "a: >\n  x\n  \n  y", "a: |1\n x", "a: | # c\n  x", "a: >+\n  x\n\n\n", "[[], {}, '', \"\"]",
    ])
  func fixed(_ text: String) {
    compare(text)
  }

  @Test("random texts that are accepted read alike", arguments: 0..<12)
  func random(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let parts = [
      "a", "b: ", "c:", "- ", "-", "\n", "\n", "\n  ", "\n    ", "\n ", " ", "[", "]", "{", "}",
      ", ",
      ",", "'", "\"", "|", ">", "|-\n  ", ">\n  ", "# x", " # y", ": ", "x y", "\\n", "''", "---\n",
      "1",
      "é", "?", "~", "\n\n", "\n- ", "\n  - ", "\nk: ", "\n  k: ", "'q'", "\"q\"", "[a, b]",
      "{a: b}",
    ]
    var accepted = 0
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<(1 + next(12)) { text += parts[next(parts.count)] }
      if compare(text) { accepted += 1 }
    }
    #expect(accepted > 150)
  }

  /// Whether the text is accepted; records an issue where libyaml reads it otherwise.
  @discardableResult
  private func compare(_ text: String) -> Bool {
    let ours = YAMLReader.read(SourceFile(path: "a.yaml", text: text))
    guard let documents = ours.value, ours.diagnostics.isEmpty else { return false }
    let left = documents.map { outline($0) }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      var right: [String] = []
      while let node = try parser.nextRoot() {
        // Empty documents are left out.
        if let scalar = node.scalar, scalar.string.isEmpty || scalar.string == "~",
          scalar.style == .plain || scalar.style == .any
        {
          continue
        }
        right.append(outline(node))
      }
      #expect(left == right, "\(text.debugDescription)")
    } catch {
      Issue.record("libyaml refuses \(text.debugDescription): \(error)")
    }
    return true
  }

  private func outline(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let scalar): scalar.text.debugDescription
    case .sequence(let items): "[" + items.map { outline($0) }.joined(separator: ",") + "]"
    case .mapping(let pairs):
      "{"
        + pairs.map { $0.key.value.debugDescription + ":" + outline($0.value) }
        .joined(separator: ",") + "}"
    }
  }

  private func outline(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.debugDescription
    case .sequence(let items): "[" + items.map { outline($0) }.joined(separator: ",") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { outline($0.key) + ":" + outline($0.value) }.joined(separator: ",") + "}"
    case .alias: "alias"
    }
  }
}
