/// Puts markup at the end of a page's head.
enum HeadInsertion {
  /// The page with the text before its first `</head>`; as it was where it has none.
  static func inserted(_ text: String, in page: [UInt8]) -> [UInt8] {
    let end = Array("</head>".utf8)
    var index = page.startIndex
    while index + end.count <= page.endIndex {
      if page[index] == end[0], page[index..<(index + end.count)].elementsEqual(end) {
        return page[..<index] + Array(text.utf8) + page[index...]
      }
      index += 1
    }
    return page
  }
}
