import Foundation
import Records
import TestSupport
import Testing

/// The tables of fields in the authors' guide are those of the schema table.
///
/// A comment `<!-- fields: NAME -->` stands above each; `UPDATE_GOLDEN=1` writes them anew, and fails.
@Suite struct GuideTableTests {
  private static let guide = Folders.root.appending(
    path: "Sources/DossierKit/DossierKit.docc/AuthorsGuide.md")

  /// Every item that a file of a project holds, by name.
  private static let items: [String: ItemSchema] = {
    var found: [String: ItemSchema] = [:]
    func add(_ item: ItemSchema) {
      guard found.updateValue(item, forKey: item.name) == nil else { return }
      for field in item.fields {
        switch field.type {
        case .item(let inner, _), .form(.named(let inner)): add(inner)
        case .form(.variants(let inner)): inner.forEach(add)
        default: break
        }
      }
    }
    for collection in Records.Collection.allCases { add(Schema.fields(of: collection)) }
    for form in [Schema.settings, Schema.pack, Schema.figures, Schema.term, Schema.section] {
      add(form)
    }
    return found
  }()

  /// Told once for all records, and once for all items in them.
  private static let common = ["notes", "externalReferences", "original", "marking", "recorded"]

  private static func rows(_ name: String) -> [String]? {
    if name == "every record" {
      guard let item = items["incident"] else { return nil }
      return item.fields.filter { common.contains($0.key) }.map(row)
    }
    guard let item = items[name] else { return nil }
    let isRecord = item.field("recorded") != nil
    return item.fields.filter { !isRecord || !common.contains($0.key) }.map(row)
  }

  private static func row(_ field: FieldSchema) -> String {
    let key = "`\(field.key)`" + (field.isRequired ? " (required)" : "")
    return "| \(key) | \(words(field)) | \(field.summary) |"
  }

  private static func words(_ field: FieldSchema) -> String {
    let single: String
    let several: String
    switch field.type {
    case .text: (single, several) = ("text", "texts")
    case .localizedText, .form(.narrative):
      (single, several) = ("text by language", "texts by language")
    case .identifier: (single, several) = ("id", "ids")
    case .reference(let collection):
      (single, several) = ("\(collection.singular) id", "\(collection.singular) ids")
    case .date: (single, several) = ("date", "dates")
    case .amount: (single, several) = ("amount", "amounts")
    case .wholeNumber: (single, several) = ("whole number", "whole numbers")
    case .boolean: (single, several) = ("`true` or `false`", "")
    case .country: (single, several) = ("country", "countries")
    case .marking: (single, several) = ("marking", "markings")
    case .url: (single, several) = ("address", "addresses")
    case .wallet: (single, several) = ("wallet", "wallets")
    case .freeMap: (single, several) = ("free map", "")
    case .oneOf(let terms):
      (single, several) = ("one of " + terms.map { "`\($0)`" }.joined(separator: ", "), "")
    case .item(let item, _): (single, several) = (link(item.name), link(plural(item.name)))
    case .form(.expression): (single, several) = ("[SQL](#queries)", "")
    case .form(.decimal): (single, several) = ("number", "numbers")
    case .form(.percentage): (single, several) = ("percentage", "")
    case .form(.language): (single, several) = ("language code", "language codes")
    case .form(.named(let item)): (single, several) = ("map of " + link(plural(item.name)), "")
    case .form(.variants): (single, several) = ("", "section names, or maps as below")
    case .form(.limits): (single, several) = ("map of [limits](#limits)", "")
    }
    return field.isList ? "list of " + several : single
  }

  private static func plural(_ name: String) -> String {
    name == "loss" ? "losses" : name + "s"
  }

  private static func link(_ heading: String) -> String {
    "[\(heading)](#\(heading.replacing(" ", with: "-")))"
  }

  @Test("each table of fields says what the schema says, and each item has one")
  func tables() throws {
    let text = try String(contentsOf: Self.guide, encoding: .utf8)
    var lines = text.components(separatedBy: "\n")
    var told: [String] = []
    var differing: [String] = []
    var index = 0
    while index < lines.count {
      guard let match = lines[index].wholeMatch(of: #/<!-- fields: (.*) -->/#) else {
        index += 1
        continue
      }
      let name = String(match.1)
      told.append(name)
      let rows = try #require(Self.rows(name), "the schema has no item '\(name)'")
      let wanted = ["", "| field | holds | means |", "| --- | --- | --- |"] + rows
      var end = index + 1
      while end < lines.count, lines[end].isEmpty || lines[end].hasPrefix("|") { end += 1 }
      while end > index + 1, lines[end - 1].isEmpty { end -= 1 }
      if Array(lines[(index + 1)..<end]) != wanted { differing.append(name) }
      lines.replaceSubrange((index + 1)..<end, with: wanted)
      index += 1 + wanted.count
    }
    if Golden.isUpdating {
      try Data(lines.joined(separator: "\n").utf8).write(to: Self.guide)
      Issue.record("wrote the tables of fields; run again without UPDATE_GOLDEN")
    }
    #expect(differing.isEmpty)
    #expect(told.sorted() == (Self.items.keys + ["every record"]).sorted())
  }

  @Test("every field says what it is for, and every single value has an example")
  func examples() {
    for item in Self.items.values {
      for field in item.fields {
        #expect(!field.summary.isEmpty, "\(item.name).\(field.key)")
        switch field.type {
        case .item, .freeMap, .form(.named), .form(.limits): break
        default: #expect(field.example != nil, "\(item.name).\(field.key)")
        }
      }
    }
  }
}
