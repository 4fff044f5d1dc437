/// One element of an XML list with all below it; names are local names.
struct XMLElement: Equatable {
  /// Shares an entry's tree among its elements.
  private final class Entry {
    let tree: XMLTree

    init(_ tree: XMLTree) { self.tree = tree }
  }

  private let entry: Entry
  private let index: Int

  /// The topmost element of a tree.
  init(_ tree: XMLTree) {
    entry = Entry(tree)
    index = 0
  }

  private init(_ entry: Entry, _ index: Int) {
    self.entry = entry
    self.index = index
  }

  /// Whether two are one and the same element.
  static func == (left: XMLElement, right: XMLElement) -> Bool {
    left.entry === right.entry && left.index == right.index
  }

  private var node: XMLTree.Node { entry.tree.nodes[index] }

  var name: String { entry.tree.names[node.name] }

  /// The line its start stands on, from 1.
  var line: Int { node.line }

  var children: [XMLElement] { children(where: { _ in true }) }

  private func children(where isWanted: (String) -> Bool) -> [XMLElement] {
    var found: [XMLElement] = []
    var child = node.firstChild
    while child >= 0 {
      let node = entry.tree.nodes[child]
      if isWanted(entry.tree.names[node.name]) { found.append(XMLElement(entry, child)) }
      child = node.nextSibling
    }
    return found
  }

  /// An attribute's text; nil where it is absent or blank.
  func attribute(_ name: String) -> String? {
    let tree = entry.tree
    for index in node.attributes where tree.names[tree.attributes[index].name] == name {
      return CleanText.value(tree.value(of: tree.attributes[index]))
    }
    return nil
  }

  /// Elements of a name directly below.
  func all(_ name: String) -> [XMLElement] { children(where: { $0 == name }) }

  func first(_ name: String) -> XMLElement? {
    var child = node.firstChild
    while child >= 0 {
      let node = entry.tree.nodes[child]
      if entry.tree.names[node.name] == name { return XMLElement(entry, child) }
      child = node.nextSibling
    }
    return nil
  }

  /// The text of the element, white space collapsed; nil where nothing is left.
  var value: String? { CleanText.value(entry.tree.text(of: index)) }

  /// The text of the first element of a name directly below.
  func value(_ name: String) -> String? { first(name)?.value }

  /// The texts of all elements at the end of a path, blank ones left out.
  func values(_ path: String...) -> [String] { elements(path).compactMap(\.value) }

  /// All elements at the end of a path.
  func elements(_ path: [String]) -> [XMLElement] {
    path.reduce([self]) { found, name in found.flatMap { $0.all(name) } }
  }
}
