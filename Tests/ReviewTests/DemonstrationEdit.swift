import Foundation
import TestSupport

/// The demonstration pack's files as texts, by path.
struct DemonstrationProject {
  var files: [String: String]

  static func read() throws -> DemonstrationProject {
    var files: [String: String] = [:]
    for path in Folders.files(under: Folders.root.appending(path: "Content")) {
      let url = Folders.root.appending(path: "Content/" + path)
      files["Content/" + path] = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    return DemonstrationProject(files: files)
  }

  static let pack = "Content/packs/g7-2025-kananaskis/"

  func paths(_ prefix: String, _ ending: String) -> [String] {
    files.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted()
  }
}

/// One change of the demonstration pack, with what a report must name as its cause.
enum DemonstrationEdit: String, CaseIterable {
  case amount, summary, addListing, endListing, remark, nameEntity, renameEntity, moveParagraph
  case sentence, style, reorder, rewrap

  var isFormatting: Bool { self == .reorder || self == .rewrap }

  /// Changes the project; answers the subjects that were edited, nil where nothing fits.
  func apply(
    to project: inout DemonstrationProject, using numbers: inout SeededNumbers
  ) -> Set<String>? {
    let incidents = project.paths("Content/records/incidents/", ".yaml")
    switch self {
    case .amount:
      return edit(incidents, in: &project, using: &numbers) { text in
        guard let match = text.firstMatch(of: /amount: ([0-9]+)\n((?:    .*\n)*?)    quote: .*\n/)
        else { return nil }
        let changed = "amount: \(match.output.1)7\n\(match.output.2)"
        return text.replacingCharacters(in: match.range, with: changed)
      }
    case .summary:
      return edit(incidents, in: &project, using: &numbers) { text in
        guard let match = text.firstMatch(of: /summary:\n  en: .*/) else { return nil }
        return text.replacingCharacters(
          in: match.range, with: match.output + " The alarm came late.")
      }
    case .remark:
      return edit(incidents, in: &project, using: &numbers) { $0 + "marking: TLP:AMBER\n" }
    case .addListing:
      project.files["Content/records/sanctions/added.yaml"] = """
        id: au-added
        entity: \(["apt38", "andariel", "kimsuky"].randomElement(using: &numbers) ?? "apt38")
        authority: dfat
        listingDate: 2024-03-08
        reason: { en: It took part in thefts, fr: Elle a pris part à des vols }
        sources: [au-list-2025-06]

        """
      return ["sanctions/au-added"]
    case .endListing:
      return editItem("Content/records/sanctions/", in: &project, using: &numbers) { block in
        guard !block.contains("endDate:"), let match = block.firstMatch(of: /\n  listingDate: .*\n/)
        else { return nil }
        return block.replacingCharacters(
          in: match.range, with: match.output + "  endDate: 2025-05-20\n")
      }
    case .nameEntity:
      return editItem(
        "Content/records/entities/persons", in: &project, using: &numbers
      ) { block in
        guard let match = block.firstMatch(of: /\n  name: .*/) else { return nil }
        return block.replacingCharacters(in: match.range, with: match.output + " Renewed")
      }
    case .renameEntity:
      let people = project.files["Content/records/entities/persons.yaml"] ?? ""
      let ids = people.matches(of: /- id: (.*)\n/).map { String($0.output.1) }
      guard let id = ids.randomElement(using: &numbers) else { return nil }
      for path in project.files.keys {
        // An id that begins or ends so is another one.
        let parts = (project.files[path] ?? "").components(separatedBy: id)
        var text = parts[0]
        for (before, after) in zip(parts, parts.dropFirst()) {
          let isPart = [before.last, after.first].contains { end in
            end.map { $0 == "-" || $0.isLetter || $0.isNumber } ?? false
          }
          text += (isPart ? "" : "renamed-") + id + after
        }
        project.files[path] = text
      }
      return ["entities/renamed-\(id)"]
    case .moveParagraph:
      return editText(in: &project, using: &numbers) { paragraphs, numbers in
        let places = paragraphs.indices.dropLast()
          .filter { Self.isPlain(paragraphs[$0]) && Self.isPlain(paragraphs[$0 + 1]) }
        guard let place = places.randomElement(using: &numbers) else { return false }
        paragraphs.swapAt(place, place + 1)
        return true
      }
    case .sentence:
      return editText(in: &project, using: &numbers) { paragraphs, numbers in
        let places = paragraphs.indices.filter { Self.isPlain(paragraphs[$0]) }
        guard let place = places.randomElement(using: &numbers) else { return false }
        paragraphs[place] += "\nSo it was said."
        return true
      }
    case .style:
      project.files["Templates/assets/charts.css"] = ".chart { color: inherit }\n"
      return ["Templates/assets/charts.css"]
    case .reorder:
      for path in incidents {
        let text = project.files.removeValue(forKey: path)
        project.files[path.replacing("incidents/", with: "incidents/z-")] = text
      }
      let path = "Content/records/entities/persons.yaml"
      let blocks = (project.files[path] ?? "").components(separatedBy: "\n\n- id: ")
      guard blocks.count > 2 else { return nil }
      let inner = blocks[1..<(blocks.count - 1)].reversed()
      project.files[path] = ([blocks[0]] + inner + [blocks[blocks.count - 1]])
        .joined(separator: "\n\n- id: ")
      return []
    case .rewrap:
      return editText(in: &project, using: &numbers) { paragraphs, _ in
        for place in paragraphs.indices where Self.isPlain(paragraphs[place]) {
          paragraphs[place] = paragraphs[place].replacing("\n", with: " ")
        }
        return true
      }.map { _ in [] }
    }
  }

  // MARK: - Files

  /// Changes the first of the records, in an order that the seed decides, that can be changed so.
  private func edit(
    _ paths: [String], in project: inout DemonstrationProject, using numbers: inout SeededNumbers,
    _ change: (String) -> String?
  ) -> Set<String>? {
    for path in paths.shuffled(using: &numbers) {
      guard let text = project.files[path], let changed = change(text) else { continue }
      project.files[path] = changed
      let id = text.firstMatch(of: /(?m)^id: (.*)$/).map { String($0.output.1) } ?? ""
      return ["incidents/\(id)"]
    }
    return nil
  }

  /// The same for the items of lists.
  private func editItem(
    _ prefix: String, in project: inout DemonstrationProject,
    using numbers: inout SeededNumbers, _ change: (String) -> String?
  ) -> Set<String>? {
    for path in project.paths(prefix, ".yaml").shuffled(using: &numbers) {
      var blocks = (project.files[path] ?? "").components(separatedBy: "- id: ")
      for place in blocks.indices.dropFirst().shuffled(using: &numbers) {
        guard let changed = change(blocks[place]) else { continue }
        let id = blocks[place].prefix { $0 != "\n" }
        blocks[place] = changed
        project.files[path] = blocks.joined(separator: "- id: ")
        let collection = path.split(separator: "/")[2]
        return ["\(collection)/\(id)"]
      }
    }
    return nil
  }

  private func editText(
    in project: inout DemonstrationProject, using numbers: inout SeededNumbers,
    _ change: (inout [String], inout SeededNumbers) -> Bool
  ) -> Set<String>? {
    let sections = project.paths(DemonstrationProject.pack, ".md")
    for path in sections.shuffled(using: &numbers) {
      var paragraphs = (project.files[path] ?? "").components(separatedBy: "\n\n")
      guard change(&paragraphs, &numbers) else { continue }
      project.files[path] = paragraphs.joined(separator: "\n\n")
      let name = path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
      return ["sections/\(name)"]
    }
    return nil
  }

  /// Whether a paragraph is running text: no heading, list, directive, table or front matter.
  private static func isPlain(_ paragraph: String) -> Bool {
    guard let first = paragraph.unicodeScalars.first else { return false }
    return (first.properties.isUppercase || first == "{") && !paragraph.contains("```")
      && !paragraph.contains("\n- ") && paragraph.count > 60
  }
}
