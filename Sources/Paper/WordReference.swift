internal import Diagnostics
internal import Rendering

/// The document from which Pandoc takes styles, paper, and the label in header and footer.
struct WordReference {
  let book: PrintableBook

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let names = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    """
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  /// Parts of the document by file, with the kind of content and the kind of relation.
  private static let parts = [
    ("styles", "styles", "styles"), ("settings", "settings", "settings"),
    ("webSettings", "webSettings", "webSettings"), ("fontTable", "fontTable", "fontTable"),
    ("numbering", "numbering", "numbering"), ("footnotes", "footnotes", "footnotes"),
    ("comments", "comments", "comments"), ("header1", "header", "header"),
    ("footer1", "footer", "footer"),
  ]

  /// The document, as a `.docx`.
  var bytes: [UInt8] {
    var archive = ZipArchive()
    archive.add("[Content_Types].xml", contentTypes)
    archive.add("_rels/.rels", relationships([("officeDocument", "word/document.xml")]))
    let own = WordReference.parts.map { ($0.2, $0.0 + ".xml") }
    archive.add("word/_rels/document.xml.rels", relationships(own))
    archive.add("word/document.xml", document)
    archive.add("word/styles.xml", WordStyles.xml(language: book.language))
    for name in ["settings", "webSettings", "numbering", "footnotes", "comments"] {
      archive.add("word/\(name).xml", part(name, ""))
    }
    archive.add("word/fontTable.xml", part("fonts", ""))
    archive.add("word/header1.xml", part("hdr", line(book.headLine, middle: "")))
    archive.add("word/footer1.xml", part("ftr", line(book.dateLine, middle: pages)))
    return archive.bytes
  }

  private var contentTypes: String {
    let kinds = [("document", "document.main", "")] + WordReference.parts
    let overrides = kinds.map {
      "<Override PartName=\"/word/\($0.0).xml\" ContentType=\"\(WordReference.word).\($0.1)+xml\"/>"
    }
    return """
      \(WordReference.declaration)<Types xmlns="\(WordReference.package)/content-types">\
      <Default Extension="rels" \
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\(overrides.joined())</Types>
      """
  }

  private func relationships(_ targets: [(kind: String, path: String)]) -> String {
    let list = targets.enumerated().map { index, target in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(WordReference.relations)/\(target.kind)\" "
        + "Target=\"\(target.path)\"/>"
    }
    return """
      \(WordReference.declaration)<Relationships xmlns="\(WordReference.package)/relationships">\
      \(list.joined())</Relationships>
      """
  }

  private func part(_ name: String, _ content: String) -> String {
    "\(WordReference.declaration)<w:\(name) \(WordReference.names)>\(content)</w:\(name)>"
  }

  /// An empty text with the paper and its margins, in twentieths of a point.
  private var document: String {
    let size = book.isLetter ? "w:w=\"12240\" w:h=\"15840\"" : "w:w=\"11906\" w:h=\"16838\""
    return part(
      "document",
      """
      <w:body><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId8"/>\
      <w:footerReference w:type="default" r:id="rId9"/><w:pgSz \(size)/>\
      <w:pgMar w:top="1361" w:right="1021" w:bottom="1247" w:left="1021" w:header="567" \
      w:footer="567" w:gutter="0"/></w:sectPr></w:body>
      """)
  }

  /// A line of header or footer: text at the left, something in the middle, the label at the right.
  private func line(_ text: String, middle: String) -> String {
    let right = book.isLetter ? 10198 : 9864
    return """
      <w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="\(right / 2)"/>\
      <w:tab w:val="right" w:pos="\(right)"/></w:tabs></w:pPr>\
      <w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">\(WordReference.escaped(text))\
      </w:t></w:r><w:r><w:tab/></w:r>\(middle)<w:r><w:tab/></w:r>\
      <w:r><w:rPr><w:b/><w:color w:val="\(WordReference.color(book.marking))"/><w:sz w:val="24"/>\
      <w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>\
      <w:t xml:space="preserve"> \(book.marking.label) </w:t></w:r></w:p>
      """
  }

  private var pages: String {
    """
    <w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>\
    <w:r><w:t xml:space="preserve"> / </w:t></w:r>\
    <w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>
    """
  }

  private static func color(_ marking: Marking) -> String {
    switch marking {
    case .clear: "FFFFFF"
    case .green: "33FF00"
    case .amber, .amberStrict: "FFC000"
    case .red: "FF2B2B"
    }
  }

  /// Text that can stand in an element.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
