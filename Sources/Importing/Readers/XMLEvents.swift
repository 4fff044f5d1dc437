internal import CLibXML2
internal import Diagnostics

/// Builds an entry's tree from a parser's events and hands it out.
struct XMLEvents {
  private let file: String
  private let limits: ListLimits
  private let entries: Set<String>
  private let root: (XMLElement) throws -> Void
  private let entry: (XMLElement) throws -> Void
  /// Set while the parser runs.
  var parser: OpaquePointer?
  /// What ended the parsing from within an event.
  private(set) var fault: (any Error)?
  private(set) var isRootClosed = false
  private var tree = XMLTree()
  /// Numbers of names in the tree.
  ///
  /// libxml2 keeps one copy of each name, so its address tells it.
  private var names: [UnsafePointer<UInt8>: Int] = [:]
  private var depth = 0
  /// Numbers of the entry's elements that are not closed yet.
  private var open: [Int] = []

  init(
    file: String, limits: ListLimits, entries: Set<String>,
    root: @escaping (XMLElement) throws -> Void, entry: @escaping (XMLElement) throws -> Void
  ) {
    self.file = file
    self.limits = limits
    self.entries = entries
    self.root = root
    self.entry = entry
  }

  private mutating func stop(_ fault: any Error) {
    if self.fault == nil { self.fault = fault }
    if let parser { dossier_xml_stop(parser) }
  }

  private mutating func limit(_ what: String, _ value: Int) {
    stop(ListFault(.listLimit(what, value, place)))
  }

  private var line: Int { parser.map { Int(dossier_xml_line($0)) } ?? 0 }

  private var place: ListPlace { ListPlace(file: file, line: line) }

  mutating func refuseDocumentType() {
    stop(
      ListFault(
        .listUnsafe(
          "a list declares no document type; entities and outside files are never read", place)))
  }

  mutating func start(
    _ rawName: UnsafePointer<UInt8>?, count: Int,
    _ attributes: UnsafePointer<UnsafePointer<UInt8>?>?
  ) {
    guard fault == nil, let name = number(of: rawName) else { return }
    depth += 1
    guard depth <= limits.depth else { return limit("nested elements", limits.depth) }
    guard count <= limits.attributes else {
      return limit("an element's attributes", limits.attributes)
    }
    if open.isEmpty {
      guard depth == 1 || entries.contains(tree.names[name]) else { return }
      tree.removeEntry()
    }
    let firstAttribute = tree.attributes.count
    if count > 0, let attributes, !add(attributes, count) { return }
    let node = tree.append(name, line: line, firstAttribute: firstAttribute, below: open.last)
    if depth == 1 {
      do { try root(XMLElement(tree)) } catch { stop(error) }
      return
    }
    guard node < limits.nodes else { return limit("an entry's elements", limits.nodes) }
    open.append(node)
  }

  /// Whether all could be taken.
  private mutating func add(
    _ attributes: UnsafePointer<UnsafePointer<UInt8>?>, _ count: Int
  ) -> Bool {
    for index in 0..<count {
      // Local name, prefix, address, first byte of the value, one past its last.
      guard let key = number(of: attributes[index * 5]), let first = attributes[index * 5 + 3],
        let last = attributes[index * 5 + 4]
      else { continue }
      let length = last - first
      guard length <= limits.textBytes else {
        limit("an attribute's bytes", limits.textBytes)
        return false
      }
      tree.append(attribute: key, UnsafeBufferPointer(start: first, count: length))
    }
    return fault == nil
  }

  mutating func end() {
    guard fault == nil else { return }
    depth -= 1
    if depth == 0 { isRootClosed = true }
    guard open.popLast() != nil, open.isEmpty else { return }
    do { try entry(XMLElement(tree)) } catch { stop(error) }
  }

  mutating func add(_ text: UnsafePointer<UInt8>?, _ count: Int) {
    guard fault == nil, let node = open.last, let text else { return }
    let bytes = UnsafeBufferPointer(start: text, count: count)
    // The blanks between elements are nobody's text.
    if tree.nodes[node].textCount == 0, bytes.allSatisfy({ $0 <= 0x20 }) { return }
    if tree.append(text: bytes, to: node) > limits.textBytes {
      limit("an element's text", limits.textBytes)
    }
  }

  /// A name's number; nil, with a fault, where it is too long.
  private mutating func number(of name: UnsafePointer<UInt8>?) -> Int? {
    guard let name else { return nil }
    if let known = names[name] { return known }
    let text = String(cString: name)
    guard text.utf8.count <= limits.nameBytes else {
      limit("a name's bytes", limits.nameBytes)
      return nil
    }
    let number = tree.add(name: text)
    names[name] = number
    return number
  }
}
