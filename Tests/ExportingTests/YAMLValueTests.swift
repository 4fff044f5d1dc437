import Diagnostics
import Loading
import Testing

@testable import Exporting

@Suite struct YAMLValueTests {
  static let texts = [
    "", "a", "no", "NO", "true", "null", "~", "1.10", "1:30", "010", "0x1F", "a: b", "a #b", "- a",
    "a\n", "a\nb", "a\nb\n", "a\n\nb", "a\n\n", "\na", " a\nb", "a \nb", "a\n \nb", "a\n\tb",
    "a\tb", "\"q\"", "'s'", "\\", "{ a }", "[a]", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
    "a\u{2028}b", "a\u{A0}b", "é ü", "—", "# a", "a:", ":a", "? a", "---", "...",
    "a: b\nc: d", "2024-05", "TLP:AMBER", "  ", "x  y", "a\n---\nb", "a\n  b\n c",
  ]

  @Test("a text reads back as it was, wherever it stands", arguments: texts)
  func roundTrip(_ text: String) throws {
    let value = YAMLValue.map([
      ("key", .text(text)),
      ("list", .list([.text(text), .map([("inner", .text(text)), ("last", .text("z"))])])),
      ("end", .bare("1")),
    ])
    let source = SourceFile(path: "x.yaml", text: value.document)
    let read = YAMLReader.read(source)
    #expect(read.diagnostics.isEmpty, "\(value.document)")
    let root = try #require(read.value?.first, "\(value.document)")
    #expect(root.value("key")?.scalar?.text == text, "\(value.document)")
    let list = try #require(root.value("list")?.items)
    #expect(list.count == 2)
    #expect(list.first?.scalar?.text == text, "\(value.document)")
    #expect(list.last?.value("inner")?.scalar?.text == text, "\(value.document)")
    #expect(root.value("end")?.scalar?.text == "1")
  }

  @Test("empty lists and maps, and lists of lists, read back")
  func shapes() throws {
    let value = YAMLValue.map([
      ("a", .list([])), ("b", .map([])),
      ("c", .list([.list([.text("x"), .text("y")]), .map([])])),
    ])
    let read = YAMLReader.read(SourceFile(path: "x.yaml", text: value.document))
    let root = try #require(read.value?.first, "\(value.document)")
    #expect(root.value("a")?.items?.isEmpty == true)
    #expect(root.value("b")?.pairs?.isEmpty == true)
    #expect(root.value("c")?.items?.first?.items?.count == 2)
  }
}
