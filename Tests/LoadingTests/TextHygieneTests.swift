import Diagnostics
import Loading
import Testing

@Suite struct TextHygieneTests {
  @Test(
    "bytes that are no text are refused where they stand",
    arguments: [
      ([0x61, 0xFF], DiagnosticCode.notUTF8, 1, "byte 1 is not UTF-8; save the file as UTF-8"),
      ([0x61, 0xC0, 0x80], .notUTF8, 1, "byte 1 is not UTF-8; save the file as UTF-8"),
      ([0xED, 0xA0, 0x80], .notUTF8, 0, "byte 0 is not UTF-8; save the file as UTF-8"),
      ([0x61, 0xE2, 0x82], .notUTF8, 1, "byte 1 is not UTF-8; save the file as UTF-8"),
      ([0xFF, 0xFE, 0x61, 0x00], .notUTF8, 0, "the file is UTF-16; save it as UTF-8"),
      ([0x61, 0x00, 0x62, 0x00], .notUTF8, 0, "the file is UTF-16; save it as UTF-8"),
      (
        [0x61, 0x00], .controlCharacter, 1,
        "the control character U+0000 at byte 1 is not allowed in text"
      ),
      (
        [0x61, 0x1B, 0x5B], .controlCharacter, 1,
        "the control character U+001B at byte 1 is not allowed in text"
      ),
      (
        [0x61, 0x7F], .controlCharacter, 1,
        "the control character U+007F at byte 1 is not allowed in text"
      ),
      (
        [0x61, 0xC2, 0x85], .controlCharacter, 1,
        "the control character U+0085 at byte 1 is not allowed in text"
      ),
      (
        [0x61, 0x0D, 0x62], .controlCharacter, 1,
        "a carriage return stands before a line feed, never alone"
      ),
      (
        Array("a\u{202E}b".utf8), .suspiciousCharacter, 1,
        "U+202E is invisible or turns text around; a text holds none"
      ),
      (
        Array("a\u{2067}b\n\u{2069}".utf8), .suspiciousCharacter, 1,
        "U+2067 turns the direction of text and is not closed on its line"
      ),
    ] as [([UInt8], DiagnosticCode, Int, String)])
  func refused(_ bytes: [UInt8], _ code: DiagnosticCode, _ offset: Int, _ message: String) {
    let found = TextHygiene.check(SourceFile(path: "a", bytes: bytes))
    #expect(found.map(\.code) == [code])
    #expect(found.map(\.message) == [message])
    #expect(found.first?.span?.start == offset)
    #expect(found.first?.marking == .red)
  }

  @Test(
    "ordinary text of any language passes",
    arguments: [
      "", "a\r\nb\tc", "\u{FEFF}a", "می\u{200C}خواهم", "क्\u{200D}ष", "א\u{200F}ב", "👩\u{200D}💻",
      "\u{2068}name\u{2069} x", "日本語",
    ])
  func accepted(_ text: String) {
    #expect(TextHygiene.check(SourceFile(path: "a", text: text)).isEmpty)
  }
}
