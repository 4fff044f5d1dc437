import Diagnostics
import Records

/// Writes lists and nested items as the JSON text their columns hold.
enum JSONText {
  static func append(_ value: FieldValue, to text: inout String, language: String) {
    switch value {
    case .text(let plain): appendQuoted(plain, to: &text)
    case .localized(let localized):
      appendQuoted(localized.text(in: language, default: language).text, to: &text)
    case .date(let date): appendQuoted(date.description, to: &text)
    case .amount(let amount): text += amount.description
    case .wholeNumber(let number): text += String(number)
    case .boolean(let flag): text += flag ? "true" : "false"
    case .marking(let marking): appendQuoted(marking.label, to: &text)
    case .reference(let reference): appendQuoted(reference.id, to: &text)
    case .wallet(let wallet): appendQuoted(wallet.text, to: &text)
    case .item(let item): append(item, to: &text, language: language)
    case .list(let values):
      text += "["
      for (index, element) in values.enumerated() {
        if index > 0 { text += "," }
        append(element.value, to: &text, language: language)
      }
      text += "]"
    case .free: text += "null"
    }
  }

  private static func append(_ item: Item, to text: inout String, language: String) {
    text += "{"
    var isFirst = true
    for field in item.fields {
      if case .free = field.value { continue }
      if !isFirst { text += "," }
      isFirst = false
      appendQuoted(field.key, to: &text)
      text += ":"
      append(field.value, to: &text, language: language)
    }
    text += "}"
  }

  private static func appendQuoted(_ plain: String, to text: inout String) {
    text += "\""
    if plain.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    {
      text += plain
    } else {
      for scalar in plain.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where scalar.value < 0x20:
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
