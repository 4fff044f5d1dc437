import Diagnostics
import Foundation
import Records
import Testing

@testable import Paper
@testable import Rendering

@Suite struct WordWriterTests {
  private static let book = PrintableBook(
    folder: "en/summit/", marking: .amberStrict,
    whole: [Array("<p>a</p><svg viewBox=\"0 0 1 1\"><p>b</p></svg><p>c</p>".utf8)],
    summaries: [], language: "en", isLetter: true, headLine: "summit & co", dateLine: "<June>",
    description: BookDescription(), date: nil)

  @Test("drawings are taken out, and nothing else")
  func drawings() {
    let text = "<s>a</s><svg ><g/></svg><svgs><svg id=\"b\"></svg>é<b>"
    #expect(
      String(decoding: WordWriter.withoutDrawings(Array(text.utf8)), as: UTF8.self)
        == "<s>a</s><svgs>é<b>")
  }

  @Test("Pandoc gets the pack as its input and the reference document as a file")
  func hands() throws {
    let program = try FakeProgram(
      "pandoc",
      script: """
        printf PK; cat
        for argument in "$@"; do
          case $argument in --reference-doc=*) cat "${argument#*=}" | head -c 4 ;; esac
        done
        """)
    defer { withExtendedLifetime(program) {} }
    let writer = WordWriter(environment: program.environment)
    let written = try writer.write(Self.book)
    #expect(written.diagnostics.isEmpty)
    #expect(written.value.map(\.path) == ["pack.docx"])
    #expect(written.value.map(\.marking) == [.amberStrict])
    #expect(
      written.value.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        == "PK<p>a</p><p>c</p>PK\u{3}\u{4}")
  }

  @Test("without Pandoc the error says how to install it")
  func missing() throws {
    let writer = WordWriter(environment: ProgramEnvironment(["PATH": "/nowhere"]))
    let written = try writer.write(Self.book)
    #expect(written.value.isEmpty)
    #expect(written.diagnostics.map(\.code) == [.missingProgram])
    #expect(
      written.diagnostics.first?.notes.first?.message == "install it with: apt-get install pandoc")
  }

  @Test("header and footer of the reference document carry the label, whole and escaped")
  func reference() throws {
    let bytes = WordReference(book: Self.book).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "> TLP:AMBER+STRICT <").count == 3)
    #expect(text.contains("summit &amp; co</w:t>"))
    #expect(text.contains("&lt;June&gt;</w:t>"))
    #expect(text.contains("w:w=\"12240\" w:h=\"15840\""))
    #expect(bytes == WordReference(book: Self.book).bytes)
  }

  @Test("archives follow the form: digest, sizes and directory")
  func archive() {
    #expect(ZipArchive.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    var archive = ZipArchive()
    archive.add("a", "bc")
    archive.add("d/e", "")
    let bytes = archive.bytes
    // 30 bytes and name and text for each file, 46 and name in the directory, 22 at the end.
    #expect(bytes.count == 33 + 33 + 47 + 49 + 22)
    #expect(Array(bytes.prefix(4)) == [0x50, 0x4b, 3, 4])
    #expect(Array(bytes[66..<70]) == [0x50, 0x4b, 1, 2])
    let end = bytes.suffix(22)
    #expect(Array(end.prefix(4)) == [0x50, 0x4b, 5, 6])
    #expect(Array(end.dropFirst(10).prefix(2)) == [2, 0])
    #expect(Array(end.dropFirst(12).prefix(8)) == [96, 0, 0, 0, 66, 0, 0, 0])
  }
}
