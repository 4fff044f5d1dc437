package import Records

/// What a figure's number counts or measures.
package enum FigureUnit: Equatable, Sendable {
  case none
  case percent
  /// An ISO 4217 code: three capitals.
  case money(String)
  /// A noun, by its key under `unit` in the strings.
  case counted(String)

  package init(_ name: String?) {
    switch name {
    case nil, "": self = .none
    case "percent": self = .percent
    case let name?:
      let isCode =
        name.utf8.count == 3
        && name.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      self = isCode ? .money(name) : .counted(name)
    }
  }

  package var isMoney: Bool {
    if case .money = self { true } else { false }
  }

  /// Whether a number can be written with this unit: a currency that exists, percent, and the
  /// nouns the strings list.
  package func isKnown(in strings: InterfaceStrings) -> Bool {
    switch self {
    case .none, .percent: true
    case .money(let code): CurrencyCode.isKnown(code)
    case .counted(let key): strings.texts["unit.\(key).other"] != nil
    }
  }

  /// The nouns the strings list, in byte order, for suggestions.
  package static func nouns(in strings: InterfaceStrings) -> [String] {
    strings.texts.keys.compactMap { key -> String? in
      let parts = key.split(separator: ".")
      return parts.count == 3 && parts[0] == "unit" && parts[2] == "other" ? String(parts[1]) : nil
    }.sorted()
  }
}
