/// The styles of the Word pack, those that Pandoc names.
enum WordStyles {
  /// A style by name, in half points and twentieths of a point.
  private struct Style {
    var name: String
    var id: String
    var size = 22
    var isBold = false
    var before = 0
    var after = 120
    var keepsNext = false
    var indent = 0
    /// The level in the outline, from 0; nil for text.
    var level: Int?
  }

  private static let styles = [
    Style(name: "Title", id: "Title", size: 40, isBold: true, after: 240, keepsNext: true),
    Style(
      name: "heading 1", id: "Heading1", size: 36, isBold: true, before: 240, keepsNext: true,
      level: 0),
    Style(
      name: "heading 2", id: "Heading2", size: 30, isBold: true, before: 360, keepsNext: true,
      level: 1),
    Style(
      name: "heading 3", id: "Heading3", size: 26, isBold: true, before: 240, keepsNext: true,
      level: 2),
    Style(
      name: "heading 4", id: "Heading4", size: 23, isBold: true, before: 160, keepsNext: true,
      level: 3),
    Style(name: "Body Text", id: "BodyText"),
    Style(name: "First Paragraph", id: "FirstParagraph"),
    Style(name: "Compact", id: "Compact", size: 20, after: 40),
    Style(name: "Block Text", id: "BlockText", indent: 400),
    Style(name: "Definition Term", id: "DefinitionTerm", isBold: true, after: 0, keepsNext: true),
    Style(name: "Definition", id: "Definition", after: 80, indent: 400),
    Style(name: "Table Caption", id: "TableCaption", isBold: true, before: 160, keepsNext: true),
  ]

  /// `styles.xml`, in the pack's language.
  static func xml(language: String) -> String {
    """
    \(WordReference.declaration)<w:styles \(WordReference.names)>
    <w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>\
    <w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="\(language)"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
    </w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    \(styles.map(xml).joined(separator: "\n"))
    <w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/><w:rPr>\
    <w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>\
    <w:color w:val="12436D"/></w:rPr></w:style>
    <w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr>\
    <w:tblBorders><w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/>\
    <w:insideH w:val="single" w:sz="4" w:color="999999"/></w:tblBorders></w:tblPr></w:style>
    </w:styles>

    """
  }

  private static func xml(_ style: Style) -> String {
    let next = style.keepsNext ? "<w:keepNext/>" : ""
    let indent = style.indent > 0 ? "<w:ind w:left=\"\(style.indent)\"/>" : ""
    let level = style.level.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
    let bold = style.isBold ? "<w:b/>" : ""
    return """
      <w:style w:type="paragraph" w:styleId="\(style.id)"><w:name w:val="\(style.name)"/>\
      <w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>\(next)\
      <w:spacing w:before="\(style.before)" w:after="\(style.after)"/>\(indent)\(level)</w:pPr>\
      <w:rPr>\(bold)<w:sz w:val="\(style.size)"/></w:rPr></w:style>
      """
  }
}
