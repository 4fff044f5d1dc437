/// Text, numbers and names as SVG may hold them.
package enum SVGText {
  /// Escapes for content and quoted attributes, and drops what XML 1.0 forbids.
  ///
  /// Works on bytes and scalars: a combining mark never hides a `<`.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x27: bytes.append(contentsOf: "&#39;".utf8)
      case 0x09, 0x0A, 0x0D: bytes.append(UInt8(ascii: " "))
      case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: continue
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// A coordinate with at most two decimals, no exponent and no negative zero.
  package static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let magnitude = hundredths.magnitude
    var text = hundredths < 0 ? "-" : ""
    text += String(magnitude / 100)
    let rest = magnitude % 100
    guard rest > 0 else { return text }
    text += rest < 10 ? ".0" : "."
    text += String(rest % 10 == 0 && rest >= 10 ? rest / 10 : rest)
    return text
  }

  /// A name as an XML id: anything but letters, digits, `-`, `_` and `.` becomes a hyphen.
  package static func identifier(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
        bytes.append(byte)
      default: bytes.append(UInt8(ascii: "-"))
      }
    }
    guard let first = bytes.first else { return "chart" }
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
    default: bytes.insert(contentsOf: "c-".utf8, at: 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
