import Diagnostics

extension TreeBuilder {
  mutating func readTable(_ event: RawTree.Event) -> MarkdownTable {
    let columns = Int(event.value)
    var table = MarkdownTable(alignments: [], header: [], rows: [])
    for letter in raw.pool[event.first.range] {
      switch letter {
      case UInt8(ascii: "l"): table.alignments.append(.left)
      case UInt8(ascii: "c"): table.alignments.append(.center)
      case UInt8(ascii: "r"): table.alignments.append(.right)
      default: table.alignments.append(.none)
      }
    }
    if columns > context.limits.tableColumns {
      report(.tooMany("a table's columns", limit: context.limits.tableColumns, at: span(event)))
    }
    let headerLine = headerLine(of: event, columns: columns)
    while next < raw.events.count, !raw.events[next].isExit {
      let row = raw.events[next]
      next += 1
      let isHeader = row.flags.contains(.header)
      let line = isHeader ? headerLine : Int(row.startLine)
      let isFirstLine = isHeader && line == Int(event.startLine)
      let cells = readCells(line: line, from: isFirstLine ? startOffset(event) : nil)
      if isHeader { table.header = cells } else { table.rows.append(cells) }
    }
    next += 1
    return table
  }

  /// The line of the header: before it, a paragraph may have opened the table's block.
  private func headerLine(of event: RawTree.Event, columns: Int) -> Int {
    let first = Int(event.startLine)
    var line = first
    while line < Int(event.endLine) {
      if delimiterColumns(ofLine: line + 1) == columns { return line }
      line += 1
    }
    return first
  }

  /// The columns of a delimiter row, or 0 where the line is none.
  private func delimiterColumns(ofLine number: Int) -> Int {
    var columns = 0
    var isInside = false
    for byte in source[lineOffset(number)..<lineEnd(number)] {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: ":"):
        if !isInside { columns += 1 }
        isInside = true
      case .pipe: isInside = false
      case 0x20, 0x09, 0x0B, 0x0C, UInt8(ascii: ">"): break
      default: return 0
      }
    }
    return columns
  }

  private mutating func readCells(line: Int, from start: Int?) -> [[Inline]] {
    let end = lineEnd(line)
    lineStart = lineOffset(line)
    cursor = start ?? lineStart
    blockEnd = end
    if start == nil { skipPrefix() }
    var offset = cursor
    if offset < end, source[offset] == .pipe { offset += 1 }
    var cells: [[Inline]] = []
    while next < raw.events.count, !raw.events[next].isExit {
      next += 1
      var close = offset
      while close < end, source[close] != .pipe || source[close - 1] == .backslash { close += 1 }
      let inner = source[min(offset, close)..<close].trimmed()
      cursor = inner.lowerBound
      blockEnd = inner.upperBound
      isCell = true
      isAligned = true
      cells.append(readInlines(depth: 1, isLink: false))
      isCell = false
      next += 1
      offset = min(end, close + 1)
    }
    next += 1
    return cells
  }
}
