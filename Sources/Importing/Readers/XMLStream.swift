internal import CLibXML2
internal import Diagnostics

/// Reads an XML list entry by entry: one entry's tree in memory, never the document.
///
/// This file and `XMLEvents` alone know libxml2. Its parser is pushed the bytes it may see; a document type
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

/// Holds what the parser's events build while its C functions call back.
private final class XMLBuilder {
  private let file: String
  private var events: XMLEvents

  init(
    file: String, limits: ListLimits, entries: Set<String>,
    root: @escaping (XMLElement) throws -> Void, entry: @escaping (XMLElement) throws -> Void
  ) {
    self.file = file
    events = XMLEvents(file: file, limits: limits, entries: entries, root: root, entry: entry)
  }

  func parse(_ gate: TextGate) throws {
    let callbacks = dossier_xml_events(
      document_type: { user in XMLBuilder.from(user)?.events.refuseDocumentType() },
      start: { user, name, count, attributes in
        XMLBuilder.from(user)?.events.start(name, count: Int(count), attributes)
      },
      end: { user in XMLBuilder.from(user)?.events.end() },
      text: { user, text, count in XMLBuilder.from(user)?.events.add(text, Int(count)) })
    let opened = dossier_xml_open(callbacks, Unmanaged.passUnretained(self).toOpaque())
    guard let reader = opened else {
      throw ListFault(.listCut("the XML reader has no memory", ListPlace(file: file)))
    }
    events.parser = reader
    defer {
      events.parser = nil
      dossier_xml_close(reader)
    }
    while let piece = try gate.next() {
      let bytes = piece.bindMemory(to: CChar.self)
      dossier_xml_push(reader, bytes.baseAddress, Int32(bytes.count), 0)
      try check(reader)
    }
    dossier_xml_push(reader, nil, 0, 1)
    try check(reader)
    guard events.isRootClosed else {
      throw ListFault(
        .listCut("the document ends before its root element does; it is cut", here(reader)))
    }
  }

  private func check(_ reader: OpaquePointer) throws {
    if let fault = events.fault { throw fault }
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
}
