internal import Diagnostics

/// Why bytes are not a manifest of ours.
package struct ManifestFault: Error, Sendable, CustomStringConvertible {
  /// One phrase, lower case, no full stop.
  package let description: String
}

extension Manifest {
  /// Reads a manifest as if a stranger had written it: every key, type and path is checked.
  package init(bytes: [UInt8]) throws(ManifestFault) {
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONValue(reading: bytes, Manifest.rules)
    } catch {
      throw ManifestFault(description: "it is no JSON: \(error.reason), at byte \(error.offset)")
    }
    guard case .object(let members) = value else {
      throw ManifestFault(description: "it is no object")
    }
    if case .integer(let schema)? = members["schema"], schema != 1 {
      throw ManifestFault(description: "its schema is \(schema), and this version reads 1")
    }
    for key in members.keys.sorted() where !Manifest.keys.contains(key) {
      throw ManifestFault(description: "it has an unknown key, '\(VisibleText.quote(key))'")
    }
    let fields = Fields(members: members)
    _ = try fields.integer("schema")
    tool = try fields.text("tool")
    edition = try fields.text("edition")
    let label = try fields.text("marking")
    languages = try fields.texts("languages")
    dates = try fields.textsByName("dates")
    files = try fields.textsByName("files")
    inputs = try fields.textsByName("inputs")
    guard tool.utf8.starts(with: "dossier ".utf8) else {
      throw ManifestFault(description: "another tool wrote it")
    }
    guard let marking = Marking(label: label) else {
      throw ManifestFault(description: "'\(VisibleText.quote(label))' is no TLP label")
    }
    self.marking = marking
    guard Manifest.isSound(path: edition), !edition.utf8.contains(UInt8(ascii: "/")) else {
      throw ManifestFault(description: "its edition's name is no folder name")
    }
    try checkPaths()
  }

  /// What JSON of an edition may hold, as if a stranger had written it.
  static var rules: JSONRules {
    var rules = JSONRules()
    rules.textBytes = 1 << 20
    return rules
  }

  private static let keys: Set<String> = [
    "schema", "tool", "edition", "marking", "languages", "dates", "files", "inputs",
  ]

  private func checkPaths() throws(ManifestFault) {
    // The first in order is reported, whatever the order of a dictionary.
    let unsound = files.keys.filter { !Manifest.isSound(path: $0) || $0 == Manifest.fileName }
    if let path = unsound.min() {
      throw ManifestFault(
        description: "'\(VisibleText.quote(path))' is no path of a file in an edition")
    }
    for digests in [files, inputs] {
      if let name = digests.filter({ !Manifest.isDigest($0.value) }).keys.min() {
        throw ManifestFault(
          description: "the digest of '\(VisibleText.quote(name))' is not 64 hexadecimal digits")
      }
    }
    let known = KnownPaths(self)
    guard known.files.count == files.count + 1, known.files.isDisjoint(with: known.folders) else {
      throw ManifestFault(description: "a path in it is a file and a folder at once")
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  /// Whether a path stays inside the folder it starts from and names something there.
  static func isSound(path: String) -> Bool {
    guard path.utf8.count <= 4096 else { return false }
    var depth = 1
    var length = 0
    var points = 0
    func isName() -> Bool {
      (1...255).contains(length) && !(points == length && length <= 2)
    }
    for byte in path.utf8 {
      guard byte >= 0x20, byte != 0x7F else { return false }
      guard byte == UInt8(ascii: "/") else {
        length += 1
        if byte == UInt8(ascii: ".") { points += 1 }
        continue
      }
      guard isName(), depth < 32 else { return false }
      depth += 1
      length = 0
      points = 0
    }
    return isName()
  }
}

/// Members of the manifest's object by key and type.
private struct Fields {
  let members: [String: JSONValue]

  private func fault(_ key: String, _ type: String) -> ManifestFault {
    ManifestFault(
      description: members[key] == nil ? "it has no '\(key)'" : "its '\(key)' is not \(type)")
  }

  func integer(_ key: String) throws(ManifestFault) -> Int {
    guard case .integer(let number)? = members[key] else { throw fault(key, "an integer") }
    return number
  }

  func text(_ key: String) throws(ManifestFault) -> String {
    guard case .text(let text)? = members[key] else { throw fault(key, "a text") }
    return text
  }

  func texts(_ key: String) throws(ManifestFault) -> [String] {
    guard case .list(let values)? = members[key] else { throw fault(key, "a list of texts") }
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else { throw fault(key, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func textsByName(_ key: String) throws(ManifestFault) -> [String: String] {
    guard case .object(let values)? = members[key] else { throw fault(key, "texts by name") }
    var texts: [String: String] = [:]
    texts.reserveCapacity(values.count)
    for (name, value) in values {
      guard case .text(let text) = value else { throw fault(key, "texts by name") }
      texts[name] = text
    }
    return texts
  }
}
