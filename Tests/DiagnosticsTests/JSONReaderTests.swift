import Diagnostics
import Testing

/// The one reader of JSON: what it takes, what it refuses and where, and what it keeps.
@Suite struct JSONReaderTests {
  private static func read(_ text: String, _ rules: JSONRules = JSONRules()) throws -> JSONNode {
    try JSONReader.read(Array(text.utf8), rules)
  }

  private static func fault(_ text: String, _ rules: JSONRules = JSONRules()) -> String {
    do throws(JSONFault) {
      return "\(try JSONReader.read(Array(text.utf8), rules))"
    } catch {
      return "\(error.reason) at \(error.offset)"
    }
  }

  @Test("values come as written: members in order, numbers by their digits, escapes resolved")
  func values() throws {
    let node = try Self.read(
      " {\"b\": [1, -0.50, 2e+3, true, false, null], \"a\": \"x\\n\\u00e9\\ud83d\\ude00\"} \n")
    #expect(node.members.map(\.key) == ["b", "a"])
    #expect(
      node["b"]?.items == [
        .number("1"), .number("-0.50"), .number("2e+3"), .boolean(true), .boolean(false), .null,
      ])
    #expect(node["a"] == .text("x\né😀"))
    #expect(node["c"] == nil)
  }

  @Test(
    "what is no JSON is refused at its byte",
    arguments: [
      ("", "it ends too early at 0"), ("[", "it ends too early at 1"),
      ("{", "a key in quotes is expected at 1"), ("{\"a\"}", "a colon is expected at 4"),
      ("{\"a\":1 \"b\":2}", "a comma or '}' is expected at 7"),
      ("[1 2]", "a comma or ']' is expected at 3"), ("[1,]", "a value is expected at 3"),
      ("{\"a\":1,}", "a key in quotes is expected at 7"), ("nul", "a value is expected at 0"),
      ("\"a", "a text does not end at 2"), ("\"\t\"", "a control stands in a text at 1"),
      ("\"\\n\t\"", "a control stands in a text at 3"),
      ("\"\\x\"", "an unknown escape stands in a text at 2"),
      ("\"\\u12g4\"", "four hexadecimal digits are expected at 3"),
      ("\"\\ud83d\"", "a surrogate stands alone at 7"),
      ("\"\\udc00\"", "a surrogate stands alone at 7"),
      ("01", "a number begins with a zero at 2"), ("1.", "a value is expected at 2"),
      ("+1", "a value is expected at 0"), ("-", "a value is expected at 1"),
      ("1 2", "text follows the document at 2"),
      ("{\"a\":1,\"a\":2}", "the key 'a' stands twice at 7"),
    ])
  func refused(_ text: String, _ reason: String) {
    #expect(Self.fault(text) == reason)
  }

  @Test("bytes that are no UTF-8 are refused where their text begins")
  func encoding() {
    let fault = #expect(throws: JSONFault.self) {
      try JSONReader.read(Array("[\"a\",\"".utf8) + [0xC3, 0x28] + Array("\"]".utf8), JSONRules())
    }
    #expect(fault?.reason == "a text is not UTF-8")
    #expect(fault?.offset == 6)
  }

  @Test("of an object with thousands of keys the one that stands twice is found")
  func manyKeys() throws {
    let keys = (0..<5_000).map { "\"k\($0)\":\($0)" }
    #expect(try Self.read("{" + keys.joined(separator: ",") + "}").members.count == 5_000)
    let twice = "{" + (keys + ["\"k7\":0"]).joined(separator: ",") + "}"
    #expect(Self.fault(twice).hasPrefix("the key 'k7' stands twice at "))
  }

  @Test("depth, length, values and members are bounded, each by its rule")
  func limits() {
    var rules = JSONRules()
    rules.depth = 3
    #expect(Self.fault("[[[1]]]", rules).hasPrefix("list"))
    #expect(Self.fault("[[[[1]]]]", rules) == "it is nested too deeply at 3")
    rules.textBytes = 3
    #expect(Self.fault("[\"abc\"]", rules).hasPrefix("list"))
    #expect(Self.fault("[\"abcd\"]", rules).hasPrefix("a text is too long at"))
    #expect(Self.fault("[\"ab\\n\\n\"]", rules).hasPrefix("a text is too long at"))
    rules.values = 4
    #expect(Self.fault("[1,2,3]", rules).hasPrefix("list"))
    #expect(Self.fault("[1,2,3,4]", rules).hasPrefix("it holds too many values"))
    rules.members = 1
    #expect(Self.fault("{\"a\":1,\"b\":2}", rules).hasPrefix("an object has too many keys"))
    #expect(
      Self.fault(String(repeating: "[", count: 1_000_000)) == "it is nested too deeply at 32")
  }

  @Test("whole numbers are what an Int holds")
  func whole() {
    var rules = JSONRules()
    rules.isWhole = true
    #expect(Self.fault("[-12]", rules) == "\(JSONNode.list([.number("-12")]))")
    #expect(Self.fault("[1.5]", rules) == "numbers are whole; amounts are strings at 2")
    #expect(Self.fault("[1e3]", rules) == "numbers are whole; amounts are strings at 2")
    #expect(Self.fault("[9223372036854775808]", rules) == "a number is too large at 1")
  }

  @Test("what lies deeper than is kept is still read strictly")
  func kept() throws {
    var rules = JSONRules()
    rules.keptDepth = 1
    let node = try Self.read("{\"a\":\"x\",\"b\":[1,{\"c\":2}],\"d\":{\"e\":3}}", rules)
    #expect(node["a"] == .text("x"))
    #expect(node["b"] == .list([]))
    #expect(node["d"] == .object([]))
    #expect(Self.fault("{\"b\":[1,}", rules) == "a value is expected at 8")
  }

  @Test("a fault's place is its line and the byte in it")
  func position() throws {
    let bytes = Array("{\n  \"a\": x\n}".utf8)
    let fault = try #require(
      #expect(throws: JSONFault.self) { try JSONReader.read(bytes, JSONRules()) })
    #expect(fault.position(in: bytes) == (2, 8))
  }

  @Test("what is written is read as the same value, on one line and on many")
  func roundTrip() throws {
    let value = JSONValue.object([
      "text": .text("a \"b\" \\ \u{1} \u{7F} é 😀\r\n\t"), "number": .integer(-7),
      "list": .list([.null, .boolean(true), .list([]), .object([:])]),
      "object": .object(["k": .integer(.max), "l": .integer(.min)]),
    ])
    #expect(try JSONValue(reading: value.lines, JSONRules()) == value)
    #expect(try JSONValue(reading: value.line, JSONRules()) == value)
  }

  @Test("every cut of a document is refused, and no change of one byte stops the reader")
  func damaged() {
    let bytes = Array("{\"a\":[1,\"x\\u00e9\",{\"b\":null}],\"c\":\"\\ud83d\\ude00\"}".utf8)
    for length in 0..<bytes.count {
      #expect(throws: JSONFault.self) { try JSONReader.read(Array(bytes[..<length]), JSONRules()) }
    }
    for index in bytes.indices {
      for byte: UInt8 in [0, 0x22, 0x2C, 0x5C, 0x7D, 0x80, 0xFF] {
        var changed = bytes
        changed[index] = byte
        do throws(JSONFault) {
          _ = try JSONReader.read(changed, JSONRules())
        } catch {
          #expect(error.offset <= bytes.count + 1)
        }
      }
    }
  }
}
