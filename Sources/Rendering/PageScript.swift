internal import Records

/// The one script that pages may run: the project's own `site.js`, with the words it says.
package enum PageScript {
  /// From the folder of a pack.
  package static let path = "assets/site.js"
  /// The script that holds the pack's index of pages, which the first asks for.
  package static let indexPath = "assets/search.js"

  /// The file of a pack in one language.
  static func source(_ context: RenderingContext, _ templates: TemplateFiles) -> [UInt8] {
    let prefix = "script."
    var words: [String: String] = [
      "group": context.optionalString("number.group"), "none": context.optionalString("value.none"),
    ]
    for (key, text) in context.strings.texts where key.hasPrefix(prefix) {
      words[String(key.dropFirst(prefix.count))] = text
    }
    var json = CanonicalJSON(capacity: 1024)
    json.object { json in
      json.key("words")
      json.object { json in
        for key in words.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
          json.member(key, words[key] ?? "")
        }
      }
    }
    return Array("globalThis.dossier=".utf8) + json.bytes + Array(";\n".utf8)
      + Array(templates.text(path).utf8)
  }
}
