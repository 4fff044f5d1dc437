internal import Foundation
internal import Rendering

/// A built page with the script that keeps it up to date, and leave for that script in the page's
/// policy.
enum LivePage {
  static func bytes(of file: RenderedFile, _ state: PreviewState) -> Data {
    var page = Data(file.bytes)
    allowScript(in: &page)
    // Before the page's own script, which may have to wait for the rest of a compilation.
    let places = ["<script", "</head>"].compactMap { page.range(of: Data($0.utf8))?.lowerBound }
    if let place = places.min() {
      page.insert(contentsOf: element(state).utf8, at: place)
    } else {
      page.append(contentsOf: element(state).utf8)
    }
    return page
  }

  /// The page of a project that has not compiled since the preview began, or of an address that
  /// has no page.
  static func empty(title: String, text: String, _ state: PreviewState) -> Data {
    Data(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      \(element(state))</head>
      <body>
      <main>
      <h1>\(escaped(title))</h1>
      \(text)
      </main>
      </body>
      </html>

      """.utf8)
  }

  /// The editions to choose from.
  static func front(_ state: PreviewState) -> Data {
    let items = state.editions.map { "<li><a href=\"/\(escaped($0))/\">\(escaped($0))</a></li>" }
    return empty(
      title: "Editions", text: "<ul>\n\(items.joined(separator: "\n"))\n</ul>", state)
  }

  /// The page counts from the generation before the present where something is wrong, so that its
  /// script asks at once and is told.
  private static func element(_ state: PreviewState) -> String {
    let generation = state.findings.isEmpty ? state.generation : state.generation - 1
    return "<script src=\"\(LiveScript.path)\" data-generation=\"\(generation)\" "
      + "data-save=\"\(state.save)\" data-styles=\"\(state.styleGeneration)\" defer></script>\n"
  }

  static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Lets scripts and requests of the preview itself through; of a directive written twice a
  /// browser takes the first.
  private static func allowScript(in page: inout Data) {
    let start = Data("http-equiv=\"Content-Security-Policy\" content=\"".utf8)
    guard let found = page.range(of: start),
      let end = page[found.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return }
    var policy = String(decoding: page[found.upperBound..<end], as: UTF8.self)
    if let directive = policy.range(of: "script-src ") {
      if !policy[directive.upperBound...].hasPrefix("'self'") {
        policy.insert(contentsOf: "'self' ", at: directive.upperBound)
      }
    } else {
      policy += "; script-src 'self'"
    }
    policy += "; connect-src 'self'"
    page.replaceSubrange(found.upperBound..<end, with: Data(policy.utf8))
  }
}
