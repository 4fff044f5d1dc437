import Diagnostics
import Records

/// Reads single values by their type and collects what is wrong with them.
///
/// A value that breaks its rule is reported and given as nil. Absent (`key:` with nothing, `~`) is
/// for the caller to see before; `null` is a word like any other.
struct ValueReader {
  let rules: ContentRules
  /// The marking of what is being read: of every finding about it.
  var marking: Marking
  private(set) var diagnostics: [Diagnostic] = []

  init(rules: ContentRules, marking: Marking) {
    self.rules = rules
    self.marking = marking
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic.marked(marking))
  }

  mutating func report(_ found: [Diagnostic]) {
    for diagnostic in found { report(diagnostic) }
  }

  /// The text of a single value.
  mutating func text(_ node: YAMLNode, _ field: String, wants: String = "text") -> String? {
    guard let scalar = node.scalar else {
      report(.wrongType(field, wants: wants, node))
      return nil
    }
    return scalar.text
  }

  /// Text in which nothing may hide: ids, dates, numbers, addresses.
  mutating func plainText(_ node: YAMLNode, _ field: String, wants: String) -> String? {
    guard let text = text(node, field, wants: wants) else { return nil }
    guard !UnfinishedMark.opens(text) else {
      report(.unfinishedValue(text, field: field, wants: wants, at: node.span))
      return nil
    }
    guard let scalar = TextHygiene.suspicious(in: text) else { return text }
    report(.suspicious(scalar, in: "'\(field)'", at: node.span))
    return nil
  }

  mutating func date(_ node: YAMLNode, _ field: String) -> PartialDate? {
    guard let text = plainText(node, field, wants: "a date") else { return nil }
    guard let date = PartialDate(text) else {
      report(.malformedDate(text, at: node.span))
      return nil
    }
    return date
  }

  /// A decimal number of at most 15 digits.
  mutating func decimal(_ node: YAMLNode, _ field: String) -> ExactDecimal? {
    guard let text = plainText(node, field, wants: "a number") else { return nil }
    guard let value = ExactDecimal(text) else {
      let isHuge = text.utf8.count > 30 && text.utf8.allSatisfy { (0x2D...0x39).contains($0) }
      report(isHuge ? .hugeAmount(text, at: node.span) : .malformedAmount(text, at: node.span))
      return nil
    }
    guard value.digitCount <= 15 else {
      report(.hugeAmount(text, at: node.span))
      return nil
    }
    return value
  }

  /// A decimal number that is not below zero.
  mutating func amount(_ node: YAMLNode, _ field: String) -> ExactDecimal? {
    guard let value = decimal(node, field) else { return nil }
    guard !value.isNegative else {
      report(.negativeAmount(value.description, at: node.span))
      return nil
    }
    return value
  }

  mutating func wholeNumber(_ node: YAMLNode, _ field: String) -> Int? {
    guard let text = plainText(node, field, wants: "a whole number") else { return nil }
    guard let value = ExactDecimal(text)?.whole else {
      report(.malformedAmount(text, at: node.span))
      return nil
    }
    return value
  }

  mutating func boolean(_ node: YAMLNode, _ field: String) -> Bool? {
    guard let text = plainText(node, field, wants: "true or false") else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      report(.unknownTerm(text, field: field, among: ["true", "false"], at: node.span))
      return nil
    }
  }

  mutating func identifier(_ node: YAMLNode, _ field: String) -> String? {
    guard let text = plainText(node, field, wants: "an id") else { return nil }
    guard Identifier.isValid(text) else {
      report(.malformedIdentifier(text, at: node.span))
      return nil
    }
    return text
  }

  mutating func term(_ node: YAMLNode, _ field: String, among valid: [String]) -> String? {
    guard let text = plainText(node, field, wants: "a word of its list") else { return nil }
    guard valid.contains(text) else {
      report(.unknownTerm(text, field: field, among: valid, at: node.span))
      return nil
    }
    return text
  }

  /// Two letters in either case, kept lower; `eu` is one of them.
  mutating func country(_ node: YAMLNode, _ field: String) -> String? {
    guard let text = plainText(node, field, wants: "a country code") else { return nil }
    var lowered: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): lowered.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): lowered.append(byte + 0x20)
      default: lowered.append(0)
      }
    }
    guard lowered.count == 2, !lowered.contains(0) else {
      report(.malformedCountry(text, at: node.span))
      return nil
    }
    return String(decoding: lowered, as: UTF8.self)
  }

  /// A language this project lists.
  mutating func language(_ node: YAMLNode, _ field: String) -> String? {
    guard let text = plainText(node, field, wants: "a language") else { return nil }
    guard rules.languages.contains(text) else {
      report(.unknownLanguage(text, among: rules.languages, at: node.span))
      return nil
    }
    return text
  }

  /// Exactly a label; anything else is an error whose text nobody but the strictest may see.
  mutating func marking(_ node: YAMLNode) -> Marking? {
    guard let scalar = node.scalar else {
      report(.wrongType("marking", wants: "a TLP label", node).marked(.red))
      return nil
    }
    if let marking = Marking(label: scalar.text) { return marking }
    if scalar.text == "TLP:WHITE" {
      report(.retiredMarking(at: node.span))
      return .clear
    }
    if let hidden = TextHygiene.suspicious(in: scalar.text) {
      report(.suspicious(hidden, in: "a marking", at: node.span).marked(.red))
      return nil
    }
    report(.malformedMarking(scalar.text, at: node.span))
    return nil
  }

  mutating func wallet(_ node: YAMLNode, _ field: String) -> Wallet? {
    guard let text = plainText(node, field, wants: "a wallet") else { return nil }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      guard Identifier.isValid(text) else {
        report(.malformedWallet(text, at: node.span))
        return nil
      }
      return .entity(text)
    }
    let asset = String(text[..<colon])
    let address = String(text[text.utf8.index(after: colon)...])
    guard !asset.isEmpty, asset.utf8.count <= 16, !address.isEmpty, address.utf8.count <= 200,
      asset.utf8.allSatisfy({ ("A"..."Z").contains($0) || ("0"..."9").contains($0) }),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      report(.malformedWallet(text, at: node.span))
      return nil
    }
    return .address(asset: asset, address: address)
  }

  mutating func url(_ node: YAMLNode, _ field: String) -> String? {
    guard let text = plainText(node, field, wants: "an address") else { return nil }
    if let reason = PublicAddress.fault(of: text) {
      report(.malformedURL(text, reason, at: node.span))
      return nil
    }
    return text
  }
}

extension ClosedRange<Unicode.Scalar> {
  /// Whether a byte is one of an ASCII range.
  fileprivate func contains(_ byte: UInt8) -> Bool {
    UInt32(byte) >= lowerBound.value && UInt32(byte) <= upperBound.value
  }
}
