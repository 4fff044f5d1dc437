/// What a template may name: escaped text, our own markup, a safe address, a switch, a list.
package enum TemplateValue: Sendable {
  case text(TrustedHTML)
  case html(TrustedHTML)
  case url(SafeURL)
  case flag(Bool)
  case list([TemplateRecord])

  /// Plain text, escaped here.
  package static func plain(_ text: String) -> TemplateValue { .text(TrustedHTML(escaping: text)) }

  /// Whether a section over the value shows nothing.
  var isEmpty: Bool {
    switch self {
    case .text(let html), .html(let html): html.isEmpty
    case .url(let url): url.text.isEmpty
    case .flag(let flag): !flag
    case .list(let records): records.isEmpty
    }
  }

  /// Writes what a variable shows.
  func append(to bytes: inout [UInt8]) {
    switch self {
    case .text(let html), .html(let html): html.append(to: &bytes)
    case .url(let url): HTMLText.append(url.text, to: &bytes)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .list: break
    }
  }
}

/// The values a template may name, flat: no dotted names, and absent is an empty value.
///
/// Names ending in `HTML` hold markup, names ending in `URL` addresses; nothing else does.
package struct TemplateRecord: Sendable {
  package private(set) var values: [String: TemplateValue]

  package init(_ values: [String: TemplateValue] = [:]) {
    self.values = values
    for (name, value) in values { TemplateRecord.checkKind(of: name, value) }
  }

  package subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set {
      if let newValue { TemplateRecord.checkKind(of: name, newValue) }
      values[name] = newValue
    }
  }

  /// Adds the values of another record; its own win.
  package mutating func add(_ other: TemplateRecord) {
    values.merge(other.values) { _, new in new }
  }

  private static func checkKind(of name: String, _ value: TemplateValue) {
    let isRight =
      switch value {
      case .html: name.utf8.hasSuffix("HTML")
      case .url: name.utf8.hasSuffix("URL")
      default: !name.utf8.hasSuffix("HTML") && !name.utf8.hasSuffix("URL")
      }
    precondition(isRight, "the name '\(name)' says what kind of value it holds")
  }
}

extension String.UTF8View {
  func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { self.count >= $0.count && self.suffix($0.count).elementsEqual($0) }
  }
}
