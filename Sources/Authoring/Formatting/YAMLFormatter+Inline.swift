internal import Diagnostics
internal import Loading
internal import Records

// Values on the line of their key, and lines that are moved as they are.
extension YAMLFormatter {
  func inline(
    _ node: YAMLNode, _ shape: FieldShape, indent: Int, source: Int
  ) -> [UInt8] {
    let raw = Array(bytes[node.span.start..<node.span.end])
    switch node.kind {
    case .scalar(let scalar):
      if case .scalar(let type) = shape, let text = CanonicalScalar.spelling(of: scalar, type) {
        return Array(text.utf8)
      }
    case .mapping, .sequence:
      if !raw.contains(0x0A), !holdsFree(shape) { return flow(node, shape) }
    }
    return YAMLFormatter.moved(raw, by: indent - source, fromFirst: false)
  }

  private func holdsFree(_ shape: FieldShape) -> Bool {
    if case .free = shape { true } else { false }
  }

  /// `[a, b]` and `{ key: value }` on one line.
  private func flow(_ node: YAMLNode, _ shape: FieldShape) -> [UInt8] {
    switch node.kind {
    case .scalar: return inline(node, shape, indent: 0, source: 0)
    case .sequence(let items):
      return Array("[".utf8) + Array(items.map { flow($0, shape) }.joined(separator: ", ".utf8))
        + Array("]".utf8)
    case .mapping(let pairs):
      // `[a: b]` is a map without braces.
      guard bytes[node.span.start] == UInt8(ascii: "{") else {
        return Array(bytes[node.span.start..<node.span.end])
      }
      guard !pairs.isEmpty else { return Array("{}".utf8) }
      let entries = shape.ordered(pairs).map { index -> [UInt8] in
        let pair = pairs[index]
        let key = Array(bytes[pair.key.span.start..<pair.key.span.end]) + Array(":".utf8)
        guard pair.value.span.start < pair.value.span.end else { return key }
        return key + Array(" ".utf8)
          + flow(pair.value, shape.shape(of: pair.key.value, in: pairs))
      }
      return Array("{ ".utf8) + Array(entries.joined(separator: ", ".utf8)) + Array(" }".utf8)
    }
  }

  /// Lines of which all but the first, or all, are moved to the right or the left.
  static func moved(_ raw: [UInt8], by shift: Int, fromFirst: Bool) -> [UInt8] {
    guard raw.contains(0x0A), shift != 0 || raw.contains(0x0D) else { return raw }
    let lines = raw.split(separator: 0x0A, omittingEmptySubsequences: false)
    let moved = lines.enumerated().map { index, line -> [UInt8] in
      var line = line
      if line.last == 0x0D { line.removeLast() }
      guard index > 0 || fromFirst, line.contains(where: { $0 != 0x20 }) else {
        return index > 0 && !line.contains { $0 != 0x20 } ? [] : Array(line)
      }
      if shift > 0 { return [UInt8](repeating: 0x20, count: shift) + line }
      let margin = line.prefix { $0 == 0x20 }.count
      return Array(line.dropFirst(min(margin, -shift)))
    }
    return Array(moved.joined(separator: [0x0A]))
  }
}
