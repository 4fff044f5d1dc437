import Authoring
import Diagnostics
import Foundation
import Loading
import Records
import TestSupport
import Testing

/// Canonical form over the demonstration project and many other ways to write it.
@Suite struct FormatVariantTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"

  /// The demonstration's YAML files whose values a table describes.
  static let files = Folders.files(under: Folders.root.appending(path: "Content"))
    .map { "Content/" + $0 }.filter { $0.hasSuffix(".yaml") }

  private func source(_ path: String) throws -> SourceFile {
    SourceFile(
      path: path, bytes: [UInt8](try Data(contentsOf: Folders.root.appending(path: path))))
  }

  private func shape(_ path: String) -> VariantWriter.Shape? {
    let parts = path.split(separator: "/").map(String.init)
    if parts[1] == "records", let kind = Records.Collection(rawValue: parts[2]) {
      return .item(Schema.fields(of: kind))
    }
    switch parts.last {
    case "dossier.yaml": return .item(Schema.settings)
    case "pack.yaml": return .item(Schema.pack)
    case "figures.yaml": return .item(Schema.figures)
    case "terms.yaml": return .named(Schema.term)
    default: return nil
    }
  }

  /// What the records of a file say, free of its form; other files are told by their own tests.
  private func meaning(_ bytes: [UInt8], _ path: String) throws -> [[UInt8]] {
    let parts = path.split(separator: "/").map(String.init)
    guard parts[1] == "records", let kind = Records.Collection(rawValue: parts[2]) else {
      return []
    }
    let read = YAMLReader.read(SourceFile(path: path, bytes: bytes))
    let documents = try #require(read.value, "\(read.diagnostics)")
    var decoder = RecordDecoder(
      kind, rules: ContentRules(languages: ["en", "fr"], marking: .clear))
    return documents.flatMap { $0.items ?? [$0] }.compactMap { node in
      guard let record = decoder.decode(node) else { return nil }
      var form = CanonicalForm()
      form.append(record)
      return form.bytes
    }
  }

  @Test("every form of a file comes to one that says the same, keeps each comment, and stays")
  func variants() throws {
    let count = Self.isFull ? 8 : 1
    var tried = 0
    for (position, path) in Self.files.enumerated() {
      let file = try source(path)
      let documents = try #require(YAMLReader.read(file).value)
      let layout = try #require(shape(path))
      for number in 0..<count {
        let variant = VariantWriter.variant(
          of: documents, layout, seed: UInt64(position * 1000 + number))
        let written = SourceFile(path: path, bytes: Array(variant.text.utf8))
        let result = ContentFormatter().format(written)
        #expect(!result.diagnostics.hasErrors, "\(path) \(number): \(result.diagnostics)")
        guard case .changed(let bytes)? = result.value else {
          Issue.record("\(path) \(number) was not arranged: \(String(describing: result.value))")
          continue
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let kept = text.split(separator: "\n").compactMap { line in
          line.range(of: "# remark ").map { String(line[$0.lowerBound...]) }
        }
        #expect(kept.sorted() == variant.comments.sorted(), "\(path) \(number)\n\(text)")
        #expect(try meaning(bytes, path) == meaning(file.bytes, path), "\(path) \(number)\n\(text)")
        let again = ContentFormatter().format(SourceFile(path: path, bytes: bytes))
        #expect(again.value == .settled, "\(path) \(number)\n\(text)")
        tried += 1
      }
    }
    #expect(tried == Self.files.count * count)
    #expect(!Self.isFull || tried >= 500)
  }

  @Test("a text broken anywhere between two words comes to one sentence a line, and stays")
  func narratives() throws {
    let paths = Folders.files(under: Folders.root.appending(path: "Content"))
      .map { "Content/" + $0 }.filter { $0.hasSuffix(".md") }
    var changed = 0
    for (position, path) in paths.enumerated() {
      let file = try source(path)
      let settled = try formatted(file)
      for seed in 0..<(Self.isFull ? 10 : 1) {
        var numbers = VariantNumbers(state: UInt64(position * 100 + seed))
        let broken = Self.rewrapped(String(decoding: settled, as: UTF8.self), &numbers)
        let again = try formatted(SourceFile(path: path, bytes: Array(broken.utf8)))
        #expect(
          again == settled, "\(path) \(seed)\n\(LineDifference.text(from: settled, to: again))")
        if Array(broken.utf8) != settled { changed += 1 }
      }
    }
    #expect(changed > paths.count / 2)
  }

  private func formatted(_ file: SourceFile) throws -> [UInt8] {
    let result = ContentFormatter().format(file)
    switch try #require(result.value, "\(result.diagnostics)") {
    case .changed(let bytes): return bytes
    case .settled: return file.bytes
    case .left:
      Issue.record("\(file.path) was left")
      return file.bytes
    }
  }

  /// Breaks or joins lines of plain paragraphs outside fences.
  private static func rewrapped(_ text: String, _ numbers: inout VariantNumbers) -> String {
    var isFenced = false
    var isMatter = false
    var lines: [String] = []
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if line == "---" { isMatter = index == 0 }
      if line.hasPrefix("```") { isFenced.toggle() }
      let isPlain =
        !isFenced && !isMatter && line.first.map { $0.isLetter || $0 == "{" } == true
        && line.contains(" ") && !line.contains("`")
      guard isPlain else {
        lines.append(line)
        continue
      }
      var words: [String] = []
      for word in line.components(separatedBy: " ") {
        let isSafe = word.first?.isLetter == true
        if !words.isEmpty, isSafe, numbers.one(in: 6) {
          lines.append(words.joined(separator: " "))
          words = []
        }
        words.append(word)
      }
      lines.append(words.joined(separator: " "))
    }
    return lines.joined(separator: "\n")
  }
}
