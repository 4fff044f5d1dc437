/// One element of an XML list with all below it; names are local names.
final class XMLElement {
  let name: String
  /// The line its start stands on, from 1.
  let line: Int
  private(set) var attributes: [(name: String, value: String)]
  private(set) var children: [XMLElement] = []
  var text = ""

  init(_ name: String, line: Int, attributes: [(name: String, value: String)] = []) {
    self.name = name
    self.line = line
    self.attributes = attributes
  }

  func append(_ child: XMLElement) { children.append(child) }

  /// An attribute's text; nil where it is absent or blank.
  func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }.flatMap { CleanText.value($0.value) }
  }

  /// Elements of a name directly below.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The text of the element, white space collapsed; nil where nothing is left.
  var value: String? { CleanText.value(text) }

  /// The text of the first element of a name directly below.
  func value(_ name: String) -> String? { first(name)?.value }

  /// The texts of all elements at the end of a path, blank ones left out.
  func values(_ path: String...) -> [String] { elements(path).compactMap(\.value) }

  /// All elements at the end of a path.
  func elements(_ path: [String]) -> [XMLElement] {
    path.reduce([self]) { found, name in found.flatMap { $0.all(name) } }
  }
}
