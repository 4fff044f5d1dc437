import Diagnostics
import Loading
import MarkdownTree
import Records
import TestSupport
import Testing

@Suite struct YAMLReaderTests {
  private func read(_ text: String) -> Checked<[YAMLNode]?> {
    YAMLReader.read(SourceFile(path: "a.yaml", text: text))
  }

  @Test("every value has the smallest span that shows it")
  func spans() throws {
    let text = """
      name: Bybit  # a comment
      list: [one, "two"]
      nested:
        - key: 'it''s'
      """
    let root = try #require(read(text).value?.first)
    let source = Array(text.utf8)
    func covered(_ node: YAMLNode?) -> String {
      guard let node else { return "nothing" }
      return String(decoding: source[node.span.start..<node.span.end], as: UTF8.self)
    }
    #expect(covered(root.value("name")) == "Bybit")
    #expect(root.value("list")?.items.map { $0.map(covered) } == ["one", "\"two\""])
    let item = root.value("nested")?.items?.first
    #expect(covered(item?.value("key")) == "'it''s'")
    #expect(item?.value("key")?.scalar?.text == "it's")
  }

  @Test(
    "offsets inside a text lead to the file",
    arguments: [
      ("k: plain X end", "X"), ("k: 'it''s X'", "X"), ("k: \"a\\u00e9\\tX\"", "X"),
      ("k: |\n  first\n\n  second X\n", "X"), ("k: >\n  first\n  second X\n", "X"),
      ("k: first\n  second X", "X"), ("k: \"first\n  second X\"", "X"),
      ("é: |\r\n  one\r\n  X\r\n", "X"), ("k: >-\n    more\n      indented X\n", "X"),
    ])
  func origins(_ text: String, _ needle: String) throws {
    let root = try #require(read(text).value?.first)
    let node = try #require(root.pairs?.first?.value)
    let scalar = try #require(node.scalar)
    let offset = try #require(Array(scalar.text.utf8).firstIndex(of: UInt8(ascii: "X")))
    #expect(Array(text.utf8)[node.origin.fileOffset(offset)] == UInt8(ascii: "X"))
  }

  @Test("nothing is typed: scalars stay the text they are")
  func text() throws {
    let root = try #require(
      read("[NO, 1:30, 010, 0x1F, 1e3, ~, null, true, 1.10, .nan]").value?.first)
    #expect(
      root.items?.compactMap(\.scalar?.text)
        == ["NO", "1:30", "010", "0x1F", "1e3", "~", "null", "true", "1.10", ".nan"])
  }

  @Test("several documents and a byte-order mark are read")
  func documents() {
    #expect(read("\u{FEFF}---\na: 1\n---\n# nothing\n---\nb: 2\n...\n").value?.count == 2)
  }

  @Test(
    "what hides a meaning is refused where it stands",
    arguments: [
      (
        "a: 1️⃣&x 1", DiagnosticCode.yamlAlias,
        "anchors are not read; quote text that starts with '&'"
      ),
      ("a: 1️⃣*x", .yamlAlias, "aliases are not read; quote text that starts with '*'"),
      ("a: 1️⃣!!str 1", .yamlAlias, "tags are not read; quote text that starts with '!'"),
      ("a: [1️⃣*x, b]", .yamlAlias, "aliases are not read; quote text that starts with '*'"),
      ("1️⃣<<: { a: 1 }", .yamlAlias, "merge keys are not read; write the fields out"),
      ("1️⃣? a\n: b", .yamlSyntax, "a key is one line of text, never a map, a list or '?'"),
      ("1️⃣[a, b]: c", .yamlSyntax, "a key is one line of text, never a map, a list or '?'"),
      ("1️⃣{a: b}: c", .yamlSyntax, "a key is one line of text, never a map, a list or '?'"),
      ("{ 1️⃣[a]: b }", .yamlSyntax, "a key is one line of text, never a map, a list or '?'"),
      ("a:\n1️⃣\tb: 1", .yamlSyntax, "spaces indent a line, never tabs"),
      ("a:\n  b: 1\n  1️⃣\tc: 2", .yamlSyntax, "spaces indent a line, never tabs"),
      ("a: b1️⃣: c", .yamlSyntax, "a value with ': ' in it is quoted"),
      ("a: 1\n  b1️⃣: 2", .yamlSyntax, "a value with ': ' in it is quoted"),
      ("a: 'b'\n  1️⃣b: 2", .yamlSyntax, "this line is indented deeper than its neighbours"),
      ("a: 1️⃣'b", .yamlSyntax, "this quote is never closed"),
      ("a: 1️⃣\"b\n---\n\"", .yamlSyntax, "this quote is never closed"),
      ("a: 1️⃣[b, [c]", .yamlSyntax, "this '[' is never closed"),
      ("a: [b 1️⃣\"c\"]", .yamlSyntax, ""),
      ("a: \"1️⃣\\q\"", .yamlSyntax, "a quoted '\\' starts an escape such as '\\n' or '\\\"'"),
      ("a: \"1️⃣\\ud83d\"", .yamlSyntax, "this escape names no character"),
      ("a: \"1️⃣\\0\"", .controlCharacter, "control characters are not allowed, also not escaped"),
      ("a: 1️⃣@b", .yamlSyntax, "text that starts with '@' is quoted"),
      ("a: 'b' 1️⃣c", .yamlSyntax, "nothing but a comment follows a closed value"),
      ("a: 1\n1️⃣- b", .yamlSyntax, "a list item cannot stand among keys"),
      ("a: 1️⃣- b", .yamlSyntax, "a list starts on the line below its key"),
      ("a: 1\n1️⃣word", .yamlSyntax, "a line here reads 'key: value'"),
      ("1️⃣%YAML 1.2\n---\na: 1", .yamlSyntax, "a '%' directive is not read here; remove the line"),
      ("a: 1\n1️⃣a: 2", .duplicateKey, "'a' is given twice"),
      ("a: 1\n1️⃣\"\\u0061\": 2", .duplicateKey, "'a' is given twice"),
      ("\u{E9}: 1\n1️⃣e\u{301}: 2", .duplicateKey, "'e\u{301}' is given twice"),
      ("{ a: 1, 1️⃣'a': 2 }", .duplicateKey, "'a' is given twice"),
      (
        "1️⃣mark\u{200B}ing: TLP:RED", .suspiciousCharacter,
        "U+200B is invisible or turns text around; a key holds none"
      ),
    ])
  func refused(_ text: String, _ code: DiagnosticCode, _ message: String) {
    let project = MarkedProject(["a.yaml": text])
    let read = YAMLReader.read(project.sources["a.yaml"] ?? SourceFile(path: "", text: ""))
    let found = project.findings(read.diagnostics)
    if message.isEmpty {
      // Plain text that runs on holds its quote; YAML says so too.
      #expect(found.isEmpty)
    } else {
      #expect(found == [.init("1️⃣", code, message)])
      #expect(read.diagnostics.allSatisfy { $0.marking == .red || code == .duplicateKey })
    }
  }

  @Test("every anchor and alias is reported, and no tree is built from them")
  func bomb() {
    var lines = ["a0: &a0 [x]"]
    for level in 1...40 {
      let before = "*a\(level - 1)"
      lines.append("a\(level): &a\(level) [\(before),\(before),\(before)]")
    }
    let result = read(lines.joined(separator: "\n"))
    #expect(result.value == nil)
    #expect(result.diagnostics.count == 20)
    #expect(result.diagnostics.allSatisfy { $0.code == .yamlAlias })
  }

  private static let hostileTexts: [String: String] = [
    "open lists": String(repeating: "[", count: 10_000),
    "open maps": String(repeating: "{a: ", count: 10_000),
    "nested items": String(repeating: "- ", count: 10_000),
    "nested keys": (0..<10_000).map { String(repeating: " ", count: min($0, 200)) + "a:" }
      .joined(separator: "\n"),
    "many items": "[" + String(repeating: "a,", count: 100_000) + "]",
    "long key": String(repeating: "k", count: 500) + ": v",
    "long text": "a: " + String(repeating: "x", count: 100_000),
    "long escapes": "a: \"" + String(repeating: "\\x41", count: 70_000) + "\"",
    "complex keys": String(repeating: "? ", count: 5_000),
    "anchors": String(repeating: "&a ", count: 5_000),
    "anchors below": String(repeating: "&a\n", count: 5_000),
    "anchors in a list": "[" + String(repeating: "&a\n", count: 5_000),
    "anchors in a key": "a: 1\n" + String(repeating: "&a ", count: 5_000) + ": 2",
    "anchored values": "a: &x\n" + String(repeating: "  &a\n", count: 5_000),
    "aliases": String(repeating: "*a ", count: 5_000),
    "tags": String(repeating: "!", count: 100_000),
    "quotes": String(repeating: "'", count: 9_999), "cut escape": "\"\\", "cut hex": "\"\\x",
    "no character": "\"\\U0011FFFF\"", "cut key": "- - - ?", "tab": "a:\r\n\tb",
    "colons": String(repeating: ":", count: 10_000) + " ",
    "dashes": String(repeating: "-\n", count: 30_000),
  ]

  @Test("hostile texts end in a diagnostic, soon", arguments: hostileTexts.keys.sorted())
  func hostile(_ name: String) throws {
    let text = try #require(YAMLReaderTests.hostileTexts[name])
    var count = 0
    let elapsed = ProcessorTime.measure { count = read(text).diagnostics.count }
    #expect(elapsed < .seconds(1))
    #expect(count >= 1 || name == "dashes")
    #expect(count <= 20)
  }

  @Test("many blank lines cost no more than their bytes")
  func blankLines() {
    let blank = String(repeating: "\n", count: 200_000)
    #expect(read("a: |\n" + blank).diagnostics.isEmpty)
    #expect(read("a: b\n" + blank + "c: d").diagnostics.isEmpty)
  }

  @Test("limits count one record, not the file")
  func nodes() {
    let record = "- id: a\n  alias: [" + String(repeating: "x, ", count: 9_000) + "]\n"
    #expect(read(String(repeating: record, count: 5)).diagnostics.isEmpty)
  }
}
