internal import MarkdownTree

/// A Markdown file: its front matter between fences, then its narrative.
enum FrontText {
  static func file(_ matter: String, _ document: MarkdownDocument?) -> String {
    let body = document.map(BlockText.text) ?? ""
    return "---\n" + matter + "---\n" + (body.isEmpty ? "" : "\n" + body)
  }
}
