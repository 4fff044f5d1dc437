import Diagnostics
import Loading
import Records

/// Writes a YAML text anew in one of its many forms: other order, indentation, quotes and line ends,
/// with comments and blank lines strewn in.
struct VariantWriter {
  private var numbers: VariantNumbers
  private(set) var text = ""
  /// The comments strewn in, in no order.
  private(set) var comments: [String] = []
  private let isCRLF: Bool

  init(seed: UInt64) {
    numbers = VariantNumbers(state: seed)
    isCRLF = numbers.one(in: 12)
  }

  static func variant(of documents: [YAMLNode], _ shape: Shape, seed: UInt64) -> VariantWriter {
    var writer = VariantWriter(seed: seed)
    for (index, document) in documents.enumerated() {
      if index > 0 { writer.text += "---\n" }
      writer.write(document, shape, indent: 0, isItem: false)
    }
    if writer.isCRLF { writer.text = writer.text.replacing("\n", with: "\r\n") }
    return writer
  }

  /// What the schema table says of a value, as far as its order is free.
  indirect enum Shape {
    case item(ItemSchema)
    case named(ItemSchema)
    case scalar(FieldType)
    case other

    init(_ field: FieldSchema) {
      switch field.type {
      case .item(let item, _): self = .item(item)
      case .form(.named(let item)): self = .named(item)
      case .form(.variants), .form(.limits), .freeMap: self = .other
      default: self = .scalar(field.type)
      }
    }

    func inner(_ key: String) -> Shape {
      switch self {
      case .item(let item): item.field(key).map(Shape.init) ?? .other
      case .named(let item): .item(item)
      case .scalar, .other: .other
      }
    }
  }

  // MARK: Nodes

  private mutating func write(_ node: YAMLNode, _ shape: Shape, indent: Int, isItem: Bool) {
    switch node.kind {
    case .mapping(let pairs) where !pairs.isEmpty:
      var pairs = pairs
      if case .item = shape { pairs.shuffle(using: &numbers) }
      let step = numbers.pick([2, 2, 2, 3, 4])
      for (index, pair) in pairs.enumerated() {
        if index > 0 || !isItem { strew(indent) }
        if index > 0 || !isItem { pad(indent) }
        text += key(pair.key.value) + ":"
        write(value: pair.value, shape.inner(pair.key.value), indent: indent, step: step)
      }
    case .sequence(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() {
        if index > 0 { strew(indent) }
        pad(indent)
        text += "- "
        write(item, shape, indent: indent + 2, isItem: true)
      }
    default:
      text += inline(node, shape)
      endLine()
    }
  }

  private mutating func write(
    value: YAMLNode, _ shape: Shape, indent: Int, step: Int
  ) {
    if isShort(value), numbers.one(in: 3) {
      text += " " + inline(value, shape)
      return endLine()
    }
    switch value.kind {
    case .mapping(let pairs) where !pairs.isEmpty:
      endLine()
      write(value, shape, indent: indent + step, isItem: false)
    case .sequence(let items) where !items.isEmpty:
      endLine()
      write(value, shape, indent: numbers.one(in: 2) ? indent : indent + step, isItem: false)
    case .scalar(let scalar) where scalar.text.contains(" ") && numbers.one(in: 5):
      // Quoted text over two lines.
      let parts = scalar.text.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, !scalar.text.contains("\n"), !parts[1].hasPrefix(" "),
        !parts[0].isEmpty, !scalar.text.hasPrefix(" ")
      else { fallthrough }
      text += " " + quoted(String(parts[0])).dropLast() + "\n"
      pad(indent + step + numbers.pick([0, 2, 7]))
      text += quoted(String(parts[1])).dropFirst()
      endLine()
    default:
      text += " " + inline(value, shape)
      endLine()
    }
  }

  /// Whether a value may stand in brackets on a line.
  private func isShort(_ node: YAMLNode) -> Bool {
    switch node.kind {
    case .scalar(let scalar): return scalar.text.utf8.count < 60 && !scalar.text.contains("\n")
    case .sequence(let items): return items.count < 4 && items.allSatisfy(isShort)
    case .mapping(let pairs): return pairs.count < 4 && pairs.allSatisfy { isShort($0.value) }
    }
  }

  private mutating func inline(_ node: YAMLNode, _ shape: Shape) -> String {
    switch node.kind {
    case .scalar(let scalar):
      return node.isAbsent ? "~" : spelling(scalar.text, shape)
    case .sequence(let items):
      return "[" + items.map { inline($0, shape) }.joined(separator: numbers.pick([", ", ","]))
        + "]"
    case .mapping(let pairs):
      var pairs = pairs
      if case .item = shape { pairs.shuffle(using: &numbers) }
      return "{"
        + pairs.map { key($0.key.value) + ": " + inline($0.value, shape.inner($0.key.value)) }
        .joined(separator: ", ") + "}"
    }
  }

  // MARK: Words

  private mutating func spelling(_ text: String, _ shape: Shape) -> String {
    if case .scalar(.amount) = shape, numbers.one(in: 2) {
      let padded = text.contains(".") ? text + "0" : text + ".00"
      return numbers.pick([padded, "0" + text, "'\(text)'"])
    }
    if case .scalar(.country) = shape, numbers.one(in: 3) { return text.uppercased() }
    let isPlain =
      !text.isEmpty && Identifier.isValid(text) && !["true", "false", "null"].contains(text)
    if isPlain, !numbers.one(in: 4) { return text }
    if numbers.one(in: 3), !text.contains("\n") {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    return quoted(text)
  }

  private func key(_ text: String) -> String { text }

  private func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
  }

  // MARK: Lines

  private mutating func endLine() {
    if numbers.one(in: 9) { text += "  " + comment() }
    text += "\n"
  }

  private mutating func strew(_ indent: Int) {
    if numbers.one(in: 14) { text += "\n" }
    guard numbers.one(in: 9) else { return }
    pad(indent)
    text += comment() + "\n"
    if numbers.one(in: 6) { text += "\n\n" }
  }

  private mutating func comment() -> String {
    let comment = "# remark \(comments.count): keep 'me'"
    comments.append(comment)
    return comment
  }

  private mutating func pad(_ count: Int) { text += String(repeating: " ", count: count) }
}

/// Numbers that a seed settles.
struct VariantNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func one(in count: UInt64) -> Bool { next() % count == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(next() % UInt64(values.count))]
  }
}
