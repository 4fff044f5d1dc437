import Diagnostics
import Records

/// Writes lists and nested items as the JSON text their columns hold.
///
/// Bytes, not a String: ten thousand records make a hundred thousand small texts.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private let language: String

  /// `language` decides which text of a localized value is written.
  init(language: String) { self.language = language }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ value: FieldValue) {
    switch value {
    case .text(let plain): appendQuoted(plain)
    case .localized(let localized):
      appendQuoted(localized.text(in: language, default: language).text)
    case .date(let date): appendQuoted(date.description)
    case .amount(let amount): bytes += amount.description.utf8
    case .wholeNumber(let number): bytes += String(number).utf8
    case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
    case .marking(let marking): appendQuoted(marking.label)
    case .reference(let reference): appendQuoted(reference.id)
    case .wallet(let wallet): appendQuoted(wallet.text)
    case .item(let item): append(item)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(element.value)
      }
      bytes.append(UInt8(ascii: "]"))
    case .free: bytes += "null".utf8
    }
  }

  private mutating func append(_ item: Item) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for field in item.fields {
      if case .free = field.value { continue }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      appendQuoted(field.key)
      bytes.append(UInt8(ascii: ":"))
      append(field.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func appendQuoted(_ plain: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in plain.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20:
        bytes += (byte < 0x10 ? "\\u000" : "\\u00").utf8
        bytes += String(byte, radix: 16).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
