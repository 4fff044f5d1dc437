private import CCMarkGFM
private import Glibc
private import Synchronization

/// Admits one parse at a time: cmark-gfm keeps its inline tables and its arena in globals.
private let parsing = Mutex<Void>(prepare())

/// Registers the extensions and opens the arena, whose first chunk then lies unused below ours.
private func prepare() {
  cmark_gfm_core_extensions_ensure_registered()
  _ = cmark_get_arena_mem_allocator()?.pointee.calloc(1, 1)
}

/// A text parsed by cmark-gfm; the only owner of its pointers, alive only under the lock.
package struct CMarkDocument: ~Copyable {
  private let parser: OpaquePointer
  private let root: OpaquePointer

  /// Parses into the arena; everything goes at once with the owner.
  private init?(_ bytes: [UInt8]) {
    cmark_arena_push()
    guard
      let parser = cmark_parser_new_with_mem(
        CMARK_OPT_FOOTNOTES, cmark_get_arena_mem_allocator())
    else {
      _ = cmark_arena_pop()
      return nil
    }
    for name in ["table", "strikethrough", "autolink", "tagfilter", "tasklist"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    bytes.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress {
        cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
      }
    }
    guard let root = cmark_parser_finish(parser) else {
      _ = cmark_arena_pop()
      return nil
    }
    self.parser = parser
    self.root = root
  }

  deinit {
    _ = cmark_arena_pop()
  }

  /// Parses a text and copies the tree into values, or returns nil where cmark gives none.
  static func rawTree(of bytes: [UInt8]) -> RawTree? {
    parsing.withLock { _ in
      CMarkDocument(bytes)?.rawTree(sourceCount: bytes.count)
    }
  }

  /// What cmark-gfm's own renderer makes of a text, raw HTML included: the measure of our tree.
  package static func referenceHTML(of text: String) -> String {
    parsing.withLock { _ in
      guard let document = CMarkDocument(Array(text.utf8)) else { return "" }
      let extensions = cmark_parser_get_syntax_extensions(document.parser)
      let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE
      guard let html = cmark_render_html(document.root, options, extensions) else { return "" }
      return String(cString: html)
    }
  }

  private func rawTree(sourceCount: Int) -> RawTree {
    var tree = RawTree()
    tree.events.reserveCapacity(64 + sourceCount / 8)
    tree.pool.reserveCapacity(sourceCount + sourceCount / 8)
    var node = root
    while true {
      let event = event(of: node, pool: &tree.pool)
      tree.events.append(event)
      if event.kind.isLeaf {
        // Nothing below.
      } else if let child = cmark_node_first_child(node) {
        node = child
        continue
      } else {
        tree.events.append(leaving(event))
      }
      while true {
        if node == root { return tree }
        if let following = cmark_node_next(node) {
          node = following
          break
        }
        guard let parent = cmark_node_parent(node) else { return tree }
        node = parent
        tree.events.append(RawTree.Event(kind: kind(of: node), isExit: true))
      }
    }
  }

  private func leaving(_ event: RawTree.Event) -> RawTree.Event {
    RawTree.Event(kind: event.kind, isExit: true)
  }

  private func event(of node: OpaquePointer, pool: inout [UInt8]) -> RawTree.Event {
    var event = RawTree.Event(kind: kind(of: node))
    switch event.kind {
    case .text, .codeSpan, .inlineHTML:
      event.first = append(cmark_node_get_literal(node), to: &pool)
      return event
    case .softBreak, .lineBreak, .emphasis, .strong, .strikethrough, .tableCell: return event
    case .link, .image:
      event.first = append(cmark_node_get_url(node), to: &pool)
      event.second = append(cmark_node_get_title(node), to: &pool)
      return event
    case .footnoteReference:
      event.first = append(cmark_node_get_literal(node), to: &pool)
      event.value = number(pool[event.first.range])
      return event
    case .code: addCode(of: node, to: &event, pool: &pool)
    case .html: event.first = append(cmark_node_get_literal(node), to: &pool)
    case .heading: event.value = cmark_node_get_heading_level(node)
    case .list: addList(of: node, to: &event)
    case .item:
      if isTask(node) {
        event.flags.insert(.task)
        if cmark_gfm_extensions_get_tasklist_item_checked(node) { event.flags.insert(.done) }
      }
    case .table: addTable(of: node, to: &event, pool: &pool)
    case .tableRow:
      if cmark_gfm_extensions_get_table_row_is_header(node) != 0 { event.flags.insert(.header) }
    case .document, .quote, .paragraph, .thematicBreak, .footnoteDefinition, .unknown: break
    }
    event.startLine = cmark_node_get_start_line(node)
    event.startColumn = cmark_node_get_start_column(node)
    event.endLine = cmark_node_get_end_line(node)
    return event
  }

  private func addCode(of node: OpaquePointer, to event: inout RawTree.Event, pool: inout [UInt8]) {
    event.first = append(cmark_node_get_literal(node), to: &pool)
    event.second = append(cmark_node_get_fence_info(node), to: &pool)
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    if cmark_node_get_fenced(node, &length, &offset, &character) != 0 {
      event.flags.insert(.fenced)
      event.value = length
    }
  }

  private func addList(of node: OpaquePointer, to event: inout RawTree.Event) {
    if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST { event.flags.insert(.ordered) }
    if cmark_node_get_list_tight(node) != 0 { event.flags.insert(.tight) }
    event.value = cmark_node_get_list_start(node)
  }

  private func addTable(
    of node: OpaquePointer, to event: inout RawTree.Event, pool: inout [UInt8]
  ) {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    event.value = Int32(count)
    event.first.start = Int32(pool.count)
    if let alignments = cmark_gfm_extensions_get_table_alignments(node) {
      for column in 0..<count { pool.append(alignments[column]) }
    }
    event.first.end = Int32(pool.count)
  }

  private func append(_ text: UnsafePointer<CChar>?, to pool: inout [UInt8]) -> RawTree.Slice {
    let start = Int32(pool.count)
    if let text {
      let count = strlen(text)
      pool.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    }
    return RawTree.Slice(start: start, end: Int32(pool.count))
  }

  private func number(_ digits: ArraySlice<UInt8>) -> Int32 {
    digits.reduce(into: Int32(0)) { result, digit in
      if (0x30...0x39).contains(digit), result < 1_000_000 {
        result = result * 10 + Int32(digit - 0x30)
      }
    }
  }

  /// A task item calls itself "tasklist" and is an item all the same.
  private func isTask(_ node: OpaquePointer) -> Bool {
    guard let name = cmark_node_get_type_string(node) else { return false }
    return strcmp(name, "tasklist") == 0
  }

  private func kind(of node: OpaquePointer) -> RawTree.Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_HTML_INLINE: .inlineHTML
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
    default: extensionKind(of: node)
    }
  }

  private func extensionKind(of node: OpaquePointer) -> RawTree.Kind {
    guard let name = cmark_node_get_type_string(node) else { return .unknown }
    if strcmp(name, "table_cell") == 0 { return .tableCell }
    if strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0 { return .tableRow }
    if strcmp(name, "table") == 0 { return .table }
    if strcmp(name, "strikethrough") == 0 { return .strikethrough }
    if strcmp(name, "tasklist") == 0 { return .item }
    return .unknown
  }
}
