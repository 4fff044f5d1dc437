internal import CLibXML2
internal import Diagnostics

/// Reads an XML list entry by entry: one entry's tree in memory, never the document.
///
/// The only file that imports libxml2. Its parser is pushed the bytes it may see; a document type
/// is refused before any entity could be declared, and nothing is ever loaded.
struct XMLStream {
  let gate: TextGate
  let limits: ListLimits
  /// Local names of the elements handed out whole; elements inside one belong to it.
  let entries: Set<String>

  /// Calls `root` once with the root element's name and attributes, and `entry` with each entry.
  ///
  /// Throws where the document is not well-formed or ends early.
  func read(
    root: (XMLElement) throws -> Void, entry: (XMLElement) throws -> Void
  ) throws {
    try withoutActuallyEscaping(root) { root in
      try withoutActuallyEscaping(entry) { entry in
        let builder = XMLBuilder(
          file: gate.name, limits: limits, entries: entries, root: root, entry: entry)
        try builder.parse(gate)
      }
    }
  }
}

private final class XMLBuilder {
  private let file: String
  private let limits: ListLimits
  private let entries: Set<String>
  private let root: (XMLElement) throws -> Void
  private let entry: (XMLElement) throws -> Void
  private var parser: OpaquePointer?
  private var fault: (any Error)?
  private var names: [UnsafePointer<UInt8>: String] = [:]
  private var depth = 0
  private var open: [XMLElement] = []
  private var nodeCount = 0
  private var isRootClosed = false

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

  func parse(_ gate: TextGate) throws {
    let events = dossier_xml_events(
      document_type: { user in XMLBuilder.from(user)?.refuseDocumentType() },
      start: { user, name, count, attributes in
        XMLBuilder.from(user)?.start(name, count: Int(count), attributes)
      },
      end: { user in XMLBuilder.from(user)?.end() },
      text: { user, text, count in XMLBuilder.from(user)?.add(text, Int(count)) })
    let opened = dossier_xml_open(events, Unmanaged.passUnretained(self).toOpaque())
    guard let reader = opened else {
      throw ListFault(.listCut("the XML reader has no memory", ListPlace(file: file)))
    }
    parser = reader
    defer {
      parser = nil
      dossier_xml_close(reader)
    }
    while let piece = try gate.next() {
      let bytes = piece.bindMemory(to: CChar.self)
      dossier_xml_push(reader, bytes.baseAddress, Int32(bytes.count), 0)
      try check(reader)
    }
    dossier_xml_push(reader, nil, 0, 1)
    try check(reader)
    guard isRootClosed else {
      throw ListFault(
        .listCut("the document ends before its root element does; it is cut", here(reader)))
    }
  }

  private func check(_ reader: OpaquePointer) throws {
    if let fault { throw fault }
    guard dossier_xml_is_broken(reader) != 0 else { return }
    var words = "this is not well-formed XML"
    if let message = dossier_xml_message(reader),
      let reason = CleanText.value(String(cString: message))
    {
      words += ": " + VisibleText.quote(reason)
    }
    throw ListFault(.listCut(words + "; the file is cut or damaged", here(reader)))
  }

  private func here(_ reader: OpaquePointer) -> ListPlace {
    ListPlace(file: file, line: Int(dossier_xml_line(reader)))
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLBuilder? {
    user.map { Unmanaged<XMLBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  private func stop(_ fault: any Error) {
    if self.fault == nil { self.fault = fault }
    if let parser { dossier_xml_stop(parser) }
  }

  private func limit(_ what: String, _ value: Int) {
    guard let parser else { return }
    stop(ListFault(.listLimit(what, value, here(parser))))
  }

  // MARK: Events

  private func refuseDocumentType() {
    guard let parser else { return }
    stop(
      ListFault(
        .listUnsafe(
          "a list declares no document type; entities and outside files are never read",
          here(parser))))
  }

  private func start(
    _ rawName: UnsafePointer<UInt8>?, count: Int,
    _ attributes: UnsafePointer<UnsafePointer<UInt8>?>?
  ) {
    guard fault == nil, let parser, let name = text(rawName) else { return }
    depth += 1
    guard depth <= limits.depth else { return limit("nested elements", limits.depth) }
    guard count <= limits.attributes else {
      return limit("an element's attributes", limits.attributes)
    }
    let isEntry = open.isEmpty && entries.contains(name) && depth > 1
    guard isEntry || !open.isEmpty || depth == 1 else { return }
    var found: [(name: String, value: String)] = []
    if count > 0, let attributes {
      found.reserveCapacity(count)
      for index in 0..<count {
        // Local name, prefix, address, first byte of the value, one past its last.
        guard let key = text(attributes[index * 5]), let first = attributes[index * 5 + 3],
          let last = attributes[index * 5 + 4]
        else { continue }
        let length = last - first
        guard length <= limits.textBytes else {
          return limit("an attribute's bytes", limits.textBytes)
        }
        found.append(
          (key, String(decoding: UnsafeBufferPointer(start: first, count: length), as: UTF8.self)))
      }
    }
    let element = XMLElement(name, line: Int(dossier_xml_line(parser)), attributes: found)
    if depth == 1 {
      do { try root(element) } catch { stop(error) }
      return
    }
    nodeCount = isEntry ? 1 : nodeCount + 1
    guard nodeCount <= limits.nodes else { return limit("an entry's elements", limits.nodes) }
    open.last?.append(element)
    open.append(element)
  }

  private func end() {
    guard fault == nil else { return }
    depth -= 1
    if depth == 0 { isRootClosed = true }
    guard let element = open.popLast(), open.isEmpty else { return }
    do { try entry(element) } catch { stop(error) }
  }

  private func add(_ text: UnsafePointer<UInt8>?, _ count: Int) {
    guard fault == nil, let element = open.last, let text else { return }
    let bytes = UnsafeBufferPointer(start: text, count: count)
    if element.text.isEmpty {
      if bytes.allSatisfy({ $0 <= 0x20 }) { return }
      element.text = String(decoding: bytes, as: UTF8.self)
    } else {
      element.text += String(decoding: bytes, as: UTF8.self)
    }
    if element.text.utf8.count > limits.textBytes {
      limit("an element's text", limits.textBytes)
    }
  }

  /// A name's text; libxml2 keeps one copy of each, so its address tells names apart.
  private func text(_ name: UnsafePointer<UInt8>?) -> String? {
    guard let name else { return nil }
    if let known = names[name] { return known }
    let text = String(cString: name)
    guard text.utf8.count <= limits.nameBytes else {
      limit("a name's bytes", limits.nameBytes)
      return nil
    }
    names[name] = text
    return text
  }
}
