/// One change of a generated project, with what a report must name as its cause.
enum ProjectEdit: String, CaseIterable {
  case amount, summary, addListing, endListing, addIncident, remark, parent, renameEntity
  case nameEntity, moveParagraph, sentence, style, reorder, rewrap

  /// Whether it only lays the input out in another way.
  var isFormatting: Bool { self == .reorder || self == .rewrap }

  /// Changes the project; answers the subjects that were edited, texts by their section.
  func apply(
    to project: inout GeneratedProject, using numbers: inout SeededNumbers
  ) -> Set<String> {
    switch self {
    case .amount:
      let index = Int.random(in: 0..<project.incidents.count, using: &numbers)
      project.incidents[index].amount += 1_000_000 * Int.random(in: 1...40, using: &numbers)
      return ["incidents/\(project.incidents[index].id)"]
    case .summary:
      let index = Int.random(in: 0..<project.incidents.count, using: &numbers)
      project.incidents[index].summary += " The alarm came late."
      return ["incidents/\(project.incidents[index].id)"]
    case .addListing:
      let id = "listing-new-\(project.listings.count)"
      project.listings.append(
        GeneratedProject.Listing(
          id: id, entity: project.entities[2].id, authority: "council",
          day: 8, isEnded: false))
      return ["sanctions/\(id)"]
    case .endListing:
      let index = Int.random(in: 0..<project.listings.count, using: &numbers)
      guard !project.listings[index].isEnded else { return [] }
      project.listings[index].isEnded = true
      return ["sanctions/\(project.listings[index].id)"]
    case .addIncident:
      let id = "theft-new-\(project.incidents.count)"
      project.incidents.append(
        GeneratedProject.Incident(
          id: id, name: "Theft of \(id)", day: Int.random(in: 1...28, using: &numbers),
          amount: 7_000_000, isRange: false, actor: project.entities[1].id, isRestricted: false,
          source: "source-3", summary: "Found in the books."))
      return ["incidents/\(id)"]
    case .remark:
      let index = Int.random(in: 0..<project.incidents.count, using: &numbers)
      project.incidents[index].isRestricted.toggle()
      return ["incidents/\(project.incidents[index].id)"]
    case .parent:
      project.entities[4].parent = project.entities[4].parent == nil ? "state" : nil
      return ["entities/\(project.entities[4].id)"]
    case .renameEntity:
      let index = Int.random(in: 2...4, using: &numbers)
      let old = project.entities[index].id
      let new = "renamed-\(old)"
      project.entities[index].id = new
      for place in project.incidents.indices where project.incidents[place].actor == old {
        project.incidents[place].actor = new
      }
      for place in project.listings.indices where project.listings[place].entity == old {
        project.listings[place].entity = new
      }
      return ["entities/\(new)"]
    case .nameEntity:
      let index = Int.random(in: 1...4, using: &numbers)
      project.entities[index].name += " Renewed"
      return ["entities/\(project.entities[index].id)"]
    case .moveParagraph:
      return editText(&project, using: &numbers) { paragraphs in
        paragraphs.append(paragraphs.removeFirst())
      }
    case .sentence:
      let place = Int.random(in: 0..<3, using: &numbers)
      return editText(&project, using: &numbers) { paragraphs in
        paragraphs[place] += " So it was said."
      }
    case .style:
      project.style += ".chart { color: inherit }\n"
      return ["Templates/assets/charts.css"]
    case .reorder:
      project.isReversed.toggle()
      return []
    case .rewrap:
      project.width = 40
      return []
    }
  }

  private func editText(
    _ project: inout GeneratedProject, using numbers: inout SeededNumbers,
    _ body: (inout [String]) -> Void
  ) -> Set<String> {
    let section = ["opening", "record"].randomElement(using: &numbers) ?? "opening"
    let language = ["en", "fr"].randomElement(using: &numbers) ?? "en"
    guard var paragraphs = project.sections[section]?[language] else { return [] }
    body(&paragraphs)
    project.sections[section]?[language] = paragraphs
    return ["sections/\(section)"]
  }
}
