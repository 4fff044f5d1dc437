import Diagnostics
import Foundation
import Records
import Rendering

/// The project's own templates and strings, as the tool embeds them.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func templates() throws -> TemplateFiles {
    let folder = root.appendingPathComponent("Templates")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    var files: [String: SourceFile] = [:]
    for path in paths where path.contains(".") {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(path))
      files[path] = SourceFile(path: "Templates/" + path, bytes: Array(bytes))
    }
    return TemplateFiles(files: files)
  }

  /// Reads the maps of maps and texts that our string files are.
  static func strings(_ language: String) throws -> InterfaceStrings {
    let file = root.appendingPathComponent("Templates/strings/\(language).yaml")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var texts: [String: String] = [:]
    var lists: [String: [String]] = [:]
    var path: [(indent: Int, key: String)] = []
    var folding: String?
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let indent = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indent)
      while let last = path.last, last.indent >= indent { path.removeLast() }
      if let key = folding, path.last.map({ $0.indent < indent }) ?? false, !isEntry(content) {
        texts[key, default: ""] += (texts[key, default: ""].isEmpty ? "" : " ") + content
        continue
      }
      folding = nil
      guard let colon = content.firstIndex(of: ":"), isEntry(content) else { continue }
      let key = (path.map(\.key) + [String(content[..<colon])]).joined(separator: ".")
      let value = content[content.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if value == ">-" {
        folding = key
        path.append((indent, String(content[..<colon])))
      } else if value.hasPrefix("[") {
        lists[key] = value.dropFirst().dropLast().split(separator: ",").map {
          unquoted($0.trimmingCharacters(in: .whitespaces))
        }
      } else if value.isEmpty {
        path.append((indent, String(content[..<colon])))
      } else {
        texts[key] = unquoted(value)
      }
    }
    return InterfaceStrings(language: language, texts: texts, lists: lists)
  }

  private static func isEntry(_ content: Substring) -> Bool {
    let key = content.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    let rest = content.dropFirst(key.count)
    return !key.isEmpty && (rest == ":" || rest.hasPrefix(": "))
  }

  private static func unquoted(_ value: String) -> String {
    guard value.count >= 2, let first = value.first, first == value.last, "\"'".contains(first)
    else { return value }
    return String(value.dropFirst().dropLast()).replacingOccurrences(of: "\\\"", with: "\"")
  }
}
