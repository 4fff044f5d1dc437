/// HTML with one spelling for what means the same.
struct NormalisedHTML: Equatable, CustomStringConvertible {
  private(set) var pieces: [String] = []

  var description: String { pieces.joined(separator: "\n") }

  /// Tags with sorted attributes and text with entities resolved; white space between blocks goes.
  init(_ html: String) {
    let bytes = Array(html.utf8)
    var index = 0
    var text: [UInt8] = []
    var preDepth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), let end = NormalisedHTML.tagEnd(bytes, index) {
        add(text: text, isPreformatted: preDepth > 0)
        text = []
        let tag = NormalisedHTML.tag(String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
        if tag == "pre" { preDepth += 1 }
        if tag == "/pre" { preDepth -= 1 }
        pieces.append("<\(tag)>")
        index = end + 1
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    add(text: text, isPreformatted: preDepth > 0)
    dropSpaceAroundBlocks()
  }

  private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var quote: UInt8?
    for index in (start + 1)..<bytes.count {
      if let open = quote {
        if bytes[index] == open { quote = nil }
      } else if bytes[index] == UInt8(ascii: "\"") {
        quote = bytes[index]
      } else if bytes[index] == UInt8(ascii: ">") {
        return index
      }
    }
    return nil
  }

  private static func tag(_ text: String) -> String {
    var body = text[...]
    if body.hasSuffix("/") { body = body.dropLast() }
    let name = body.prefix { !$0.isWhitespace }
    var attributes: [String] = []
    var rest = body.dropFirst(name.count).drop(while: \.isWhitespace)
    while !rest.isEmpty {
      let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst(2)
        value = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(value.count + 1)
      }
      attributes.append(attribute(String(key), unescaped(value)))
      rest = rest.drop(while: \.isWhitespace)
    }
    return ([String(name)] + attributes.sorted()).joined(separator: " ")
  }

  /// Alignment is a class of ours and an attribute of cmark's.
  private static func attribute(_ key: String, _ value: String) -> String {
    key == "class" && value.hasPrefix("align-") ? "align=\(value.dropFirst(6))" : "\(key)=\(value)"
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
  }

  private mutating func add(text: [UInt8], isPreformatted: Bool) {
    guard !text.isEmpty else { return }
    let plain = NormalisedHTML.unescaped(String(decoding: text, as: UTF8.self))
    guard !isPreformatted else {
      pieces.append(plain)
      return
    }
    var collapsed = ""
    for scalar in plain.unicodeScalars {
      let isSpace = scalar == " " || scalar == "\n"
      if !isSpace {
        collapsed.unicodeScalars.append(scalar)
      } else if collapsed.unicodeScalars.last != " " {
        collapsed += " "
      }
    }
    pieces.append(collapsed)
  }

  private static let inlineTags = ["a", "em", "strong", "del", "code", "img", "input", "sup"]

  private mutating func dropSpaceAroundBlocks() {
    func isBlock(_ piece: String?) -> Bool {
      guard let piece else { return true }
      guard piece.hasPrefix("<") else { return false }
      let name = piece.dropFirst().drop { $0 == "/" }.prefix { $0 != " " && $0 != ">" }
      return !NormalisedHTML.inlineTags.contains(String(name))
    }
    var depth = 0
    var result: [String] = []
    for (index, piece) in pieces.enumerated() {
      if piece == "<pre>" { depth += 1 }
      if piece == "</pre>" { depth -= 1 }
      guard depth == 0, !piece.hasPrefix("<") else {
        result.append(piece)
        continue
      }
      var text = piece[...]
      if isBlock(index > 0 ? pieces[index - 1] : nil), text.hasPrefix(" ") {
        text = text.dropFirst()
      }
      if isBlock(index + 1 < pieces.count ? pieces[index + 1] : nil), text.hasSuffix(" ") {
        text = text.dropLast()
      }
      if !text.isEmpty { result.append(String(text)) }
    }
    pieces = result
  }
}
