package import Diagnostics
package import MarkdownTree

/// A value of a YAML file or a CSV row: text, a mapping or a list, each with its place.
///
/// Nothing is typed here: the schema decides what a text means.
package struct YAMLNode: Sendable {
  package enum Kind: Sendable {
    case scalar(YAMLScalar)
    case mapping([YAMLPair])
    case sequence([YAMLNode])
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = kind { scalar } else { nil }
  }

  package var pairs: [YAMLPair]? {
    if case .mapping(let pairs) = kind { pairs } else { nil }
  }

  package var items: [YAMLNode]? {
    if case .sequence(let items) = kind { items } else { nil }
  }

  /// Whether nothing is written, or a bare `~`: absent, where absence is allowed.
  package var isAbsent: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return scalar.text.isEmpty || scalar.text == "~"
  }

  /// The value of a key.
  package func value(_ key: String) -> YAMLNode? {
    pairs?.first { $0.key.value == key }?.value
  }

  /// Where text inside this scalar stands in the file.
  package var origin: TextOrigin {
    guard let scalar, !scalar.segments.isEmpty else {
      return TextOrigin(path: span.path, fileOffset: scalar?.contentOffset ?? span.start)
    }
    return TextOrigin(path: span.path, segments: scalar.segments)
  }

  /// The kind as messages name it.
  package var kindName: String {
    switch kind {
    case .scalar: "a single value"
    case .mapping: "a map"
    case .sequence: "a list"
    }
  }
}

/// A key with its value.
package struct YAMLPair: Sendable {
  package var key: Located<String>
  package var value: YAMLNode

  package init(key: Located<String>, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

/// Text as its author wrote it, never read as a number, date or truth value.
package struct YAMLScalar: Sendable {
  package enum Style: Sendable, Equatable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    /// A CSV cell.
    case cell
  }

  package var text: String
  package var style: Style
  /// The file offset of the text's first byte, behind any quote.
  package var contentOffset: Int
  /// Where its parts stand; empty where the text is one stretch from `contentOffset`.
  package var segments: [TextOrigin.Segment]

  package init(
    text: String, style: Style, contentOffset: Int, segments: [TextOrigin.Segment] = []
  ) {
    self.text = text
    self.style = style
    self.contentOffset = contentOffset
    self.segments = segments
  }
}
