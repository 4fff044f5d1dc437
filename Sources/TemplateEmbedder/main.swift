import Foundation

// usage: TemplateEmbedder OUTPUT NAME=DIRECTORY...
// Writes a Swift source whose `builtInFiles` maps `NAME/relative/path` to each file's text.
let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: TemplateEmbedder OUTPUT NAME=DIRECTORY...\n".utf8))
  exit(64)
}

/// A raw string literal that holds `text` whatever it contains.
func literal(_ text: String) -> String {
  var hashes = "#"
  while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
  return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
}

var source = "/// Made by TemplateEmbedder; the text of each file by path.\n"
source += "package let builtInFiles: [(path: String, text: String)] = [\n"
for argument in arguments.dropFirst(2) {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2 else { exit(64) }
  let root = URL(fileURLWithPath: parts[1]).resolvingSymlinksInPath()
  let paths =
    (FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? [])
    .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
    .sorted()
  for path in paths {
    let url = root.appendingPathComponent(path)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory),
      !isDirectory.boolValue
    else { continue }
    do {
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      source += "  (\n    \"\(parts[0])/\(path)\",\n\(literal(text))\n  ),\n"
    } catch {
      FileHandle.standardError.write(Data("\(url.path): \(error)\n".utf8))
      exit(2)
    }
  }
}
source += "]\n"
do {
  try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("\(arguments[1]): \(error)\n".utf8))
  exit(2)
}
