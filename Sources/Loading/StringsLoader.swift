package import Diagnostics
package import Records

/// Reads one language's interface strings: nested maps become dotted keys, lists stay lists.
package enum StringsLoader {
  package static func load(
    _ file: SourceFile, language: String
  ) -> Checked<InterfaceStrings> {
    let empty = InterfaceStrings(language: language, texts: [:], lists: [:])
    let unclean = TextHygiene.check(file)
    if unclean.hasErrors { return Checked(empty, unclean) }
    let read = YAMLReader.read(file)
    guard let documents = read.value else { return Checked(empty, read.diagnostics) }
    var diagnostics = unclean + read.diagnostics
    guard documents.count < 2 else {
      let message = "a file of strings is one map"
      diagnostics.append(Diagnostic(.wrongType, .error, message, at: documents[1].span))
      return Checked(empty, diagnostics)
    }
    var texts: [String: String] = [:]
    var lists: [String: [String]] = [:]
    for root in documents {
      flatten(root, "", &texts, &lists, &diagnostics)
    }
    return Checked(
      InterfaceStrings(language: language, texts: texts, lists: lists), diagnostics)
  }

  private static func flatten(
    _ node: YAMLNode, _ path: String, _ texts: inout [String: String],
    _ lists: inout [String: [String]], _ diagnostics: inout [Diagnostic]
  ) {
    switch node.kind {
    case .mapping(let pairs):
      for pair in pairs {
        let key = path.isEmpty ? pair.key.value : path + "." + pair.key.value
        flatten(pair.value, key, &texts, &lists, &diagnostics)
      }
    case .scalar(let scalar) where !path.isEmpty:
      texts[path] = scalar.text
    case .sequence(let items) where !path.isEmpty:
      var list: [String] = []
      for item in items {
        if let text = item.scalar?.text {
          list.append(text)
        } else {
          diagnostics.append(.wrongType(path, wants: "a list of texts", item))
        }
      }
      lists[path] = list
    default:
      diagnostics.append(.wrongType("strings", wants: "a map", node))
    }
  }

  /// The dotted keys of a file with their places, for checks of their names.
  package static func keys(of file: SourceFile) -> [Located<String>] {
    guard !TextHygiene.check(file).hasErrors, let documents = YAMLReader.read(file).value else {
      return []
    }
    return documents.flatMap { keys(of: $0, "") }
  }

  private static func keys(of node: YAMLNode, _ path: String) -> [Located<String>] {
    guard case .mapping(let pairs) = node.kind else { return [] }
    return pairs.flatMap { pair -> [Located<String>] in
      let key = path.isEmpty ? pair.key.value : path + "." + pair.key.value
      let inner = keys(of: pair.value, key)
      return inner.isEmpty ? [Located(key, at: pair.key.span)] : inner
    }
  }
}
