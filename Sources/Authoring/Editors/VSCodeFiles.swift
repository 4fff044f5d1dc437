internal import Diagnostics
internal import Records

/// What lets Visual Studio Code know a project's files: which schema describes which, snippets of
/// new records, and the extension that reads both.
package enum VSCodeFiles {
  /// Paths from the project's root, each with its text.
  package static var files: [(path: String, text: String)] {
    [
      (
        ".vscode/extensions.json",
        text(.object(["recommendations": .list([.text("redhat.vscode-yaml")])]))
      ),
      (".vscode/settings.json", text(settings)),
      (".vscode/dossier.code-snippets", text(snippets)),
    ]
  }

  private static func text(_ value: JSONValue) -> String {
    String(decoding: value.lines, as: UTF8.self)
  }

  private static var settings: JSONValue {
    var schemas: [String: JSONValue] = [:]
    for kind in SchemaKind.all {
      schemas["./\(SchemaKind.folder)/\(kind.fileName)"] = .text(kind.pattern)
    }
    return .object(["yaml.schemas": .object(schemas), "yaml.yamlVersion": .text("1.2")])
  }

  /// A snippet for each collection, with a stop at each field an author most often fills.
  private static var snippets: JSONValue {
    var members: [String: JSONValue] = [:]
    for collection in Records.Collection.allCases {
      members["Dossier: \(collection.singular)"] = .object([
        "prefix": .text("dossier-\(collection.singular)"), "scope": .text("yaml"),
        "description": .text("A record of \(collection.rawValue)"),
        "body": .list(body(Schema.fields(of: collection))),
      ])
    }
    return .object(members)
  }

  private static func body(_ item: ItemSchema) -> [JSONValue] {
    var lines: [JSONValue] = []
    for field in item.fields where field.isRequired || field.key == "sources" {
      let stop = lines.count + 1
      let value: String
      if case .oneOf(let terms) = field.type {
        value = "${\(stop)|\(terms.joined(separator: ","))|}"
      } else {
        value = "${\(stop):\(escaped(field.example ?? field.summary))}"
      }
      lines.append(.text("\(field.key): " + (field.isList ? "[\(value)]" : value)))
    }
    return lines + [.text("$0")]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("$", with: "\\$").replacing("}", with: "\\}")
  }
}
