internal import Digests

/// The files that differ between two versions, each with what it differs by.
package struct OutputDifference: Sendable {
  package struct File: Sendable, Equatable {
    package var edition: String
    package var path: String
    package var action: Change.Action
    /// Subjects of the changes that reach it; `pack.json` alone where only its digest differs.
    package var causes: [String]
  }

  /// By edition and path.
  package private(set) var files: [File] = []

  package var unattributed: [File] { files.filter(\.causes.isEmpty) }

  init(
    _ report: ReviewReport, old: ReviewSide, _ before: [String: [String: [UInt8]]],
    new: ReviewSide, _ after: [String: [String: [UInt8]]]
  ) {
    var reaches: [Snapshot.Key: PageReach] = [:]
    func reach(of key: Snapshot.Key) -> PageReach {
      if let known = reaches[key] { return known }
      let made = PageReach(
        snapshots: [old.snapshots[key], new.snapshots[key]].compactMap(\.self))
      reaches[key] = made
      return made
    }
    for edition in Set(before.keys).union(after.keys).sorted() {
      let left = before[edition] ?? [:]
      let right = after[edition] ?? [:]
      let digests = (Self.digests(in: left), Self.digests(in: right))
      for path in Set(left.keys).union(right.keys).sorted() where left[path] != right[path] {
        var file = File(
          edition: edition, path: path,
          action: left[path] == nil ? .added : right[path] == nil ? .removed : .changed,
          causes: [])
        let place = PagePlace(path: path, edition: edition)
        if let key = place.key {
          let json = "\(key.language)/\(key.pack)/pack.json"
          if let first = left[path], let second = right[path], path.hasSuffix(".html"),
            Self.differsByDigestAlone(first, digests.0[json], second, digests.1[json])
          {
            file.causes = ["pack.json"]
          } else {
            file.causes = Self.causes(of: place, key, report, reach(of: key))
          }
        } else {
          file.causes = Self.frontCauses(edition, report)
        }
        files.append(file)
      }
    }
  }

  private static func causes(
    of place: PagePlace, _ key: Snapshot.Key, _ report: ReviewReport, _ reach: PageReach
  ) -> [String] {
    let subjects = reach.subjects(of: place)
    func reaching(_ keys: (Snapshot.Key) -> Bool) -> [String] {
      Set(
        report.entries.filter { entry in
          guard entry.scopes.contains(where: keys) else { return false }
          guard let subjects else { return true }
          return PageReach.isEverywhere(entry.change)
            || subjects.contains(PageReach.owner(of: entry.change.subject))
        }.map(\.change.subject)
      ).sorted()
    }
    let own = reaching { $0 == key }
    // The switch between languages leads to pages that the other language has.
    return own.isEmpty ? reaching { $0.pack == key.pack && $0.edition == key.edition } : own
  }

  /// The edition's front page shows packs by title, and the project's own settings.
  private static func frontCauses(_ edition: String, _ report: ReviewReport) -> [String] {
    Set(
      report.entries.filter { entry in
        entry.scopes.contains { $0.edition == edition }
          && [.pack, .presentation, .marking].contains(entry.change.kind)
      }.map(\.change.subject)
    ).sorted()
  }

  /// The first twelve digits of each snapshot's digest, by its path.
  private static func digests(in files: [String: [UInt8]]) -> [String: [UInt8]] {
    files.filter { $0.key.hasSuffix("/pack.json") }
      .mapValues { Array(SHA256Digest(of: $0).hex.utf8.prefix(12)) }
  }

  /// Every page's footer names its snapshot by twelve digits.
  private static func differsByDigestAlone(
    _ old: [UInt8], _ before: [UInt8]?, _ new: [UInt8], _ after: [UInt8]?
  ) -> Bool {
    guard let before, let after, old.count == new.count else { return false }
    var index = 0
    while index < old.count {
      if old[index] == new[index] {
        index += 1
        continue
      }
      // The two digests may begin with the same digits.
      var start = index
      while start > max(0, index - 12), !old[start...].starts(with: before) { start -= 1 }
      guard old[start...].starts(with: before), new[start...].starts(with: after) else {
        return false
      }
      index = start + 12
    }
    return true
  }
}

/// What a file of an edition's folder is.
struct PagePlace {
  /// Nil for files of the edition as such.
  let key: Snapshot.Key?
  /// From the pack's folder, without `md/` and ending: `incidents/bybit-2025`.
  let page: String
  let ending: String
  let isData: Bool

  init(path: String, edition: String) {
    let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count == 3 else {
      key = nil
      page = path
      ending = ""
      isData = false
      return
    }
    key = Snapshot.Key(pack: parts[1], edition: edition, language: parts[0])
    var rest = parts[2]
    isData = rest.hasPrefix("data/")
    for folder in ["md/", "data/"] where rest.hasPrefix(folder) {
      rest.removeFirst(folder.count)
    }
    let name = rest.split(separator: ".", omittingEmptySubsequences: false)
    ending = name.count > 1 ? String(name[name.count - 1]) : ""
    page = name.count > 1 ? name.dropLast().joined(separator: ".") : rest
  }
}

/// What each page of a pack shows, in either version, so that changes can be laid to it.
struct PageReach {
  let snapshots: [Snapshot]
  /// What a record names, and who names it.
  private var neighbours: [String: Set<String>] = [:]

  init(snapshots: [Snapshot]) {
    self.snapshots = snapshots
    for snapshot in snapshots {
      for reference in snapshot.records.keys {
        let named = snapshot.references(of: reference)
        neighbours[reference, default: []].formUnion(named)
        for other in named { neighbours[other, default: []].insert(reference) }
      }
    }
  }

  /// The owners of subjects that a page may show; nil where it shows the whole pack.
  func subjects(of place: PagePlace) -> Set<String>? {
    // The index of pages names them all.
    if place.page == "assets/search" { return nil }
    if place.page == "assets/site" || place.page.hasPrefix("assets/") {
      return ["pack/\(place.page).\(place.ending)", "pack/paper", "pack/marking"]
    }
    if let annex = place.page.hasPrefix("annex/") ? String(place.page.dropFirst(6)) : nil {
      return annexSubjects(annex)
    }
    if place.isData {
      return annexSubjects(place.page)
    }
    if snapshots.contains(where: { $0.records[place.page] != nil }) {
      var found = around([place.page])
      for snapshot in snapshots {
        found.formUnion(around(Set(snapshot.blocks(of: place.page).flatMap(\.depends))))
      }
      return found
    }
    let sections = snapshots.compactMap { snapshot in
      snapshot.sections.first { $0.id == place.page }
    }
    guard !sections.isEmpty else { return nil }
    var found: Set<String> = ["sections/\(place.page)", "clearances/\(place.page)"]
    for section in sections {
      found.formUnion(around(Set(section.blocks.flatMap(\.depends))))
    }
    return found
  }

  /// Annexes of figures and sources quote the whole pack; tables of sections are no annexes.
  private func annexSubjects(_ id: String) -> Set<String>? {
    let annexes = snapshots.compactMap { snapshot in snapshot.annexes.first { $0.id == id } }
    guard let first = annexes.first, !first.depends.isEmpty else { return nil }
    var found: Set<String> = ["annexes/\(id)"]
    for annex in annexes { found.formUnion(around(Set(annex.depends))) }
    return found
  }

  /// Records with what they name and who names them, twice over; sources, authorities and forums,
  /// which everything names, lead no further.
  private func around(_ start: Set<String>) -> Set<String> {
    var found = start
    var open = start
    for _ in 0..<2 {
      var next: Set<String> = []
      for reference in open where !Self.isHub(reference) {
        next.formUnion(neighbours[reference] ?? [])
      }
      next.subtract(found)
      found.formUnion(next)
      open = next
    }
    return found
  }

  private static func isHub(_ reference: String) -> Bool {
    ["sources/", "authorities/", "forums/"].contains { reference.hasPrefix($0) }
  }

  /// `sections/threat` of `sections/threat#p-1234abcd`.
  static func owner(of subject: String) -> String {
    String(subject.prefix { $0 != "#" })
  }

  /// Changes that any page of the pack may show: its head, navigation, notes, terms, templates.
  static func isEverywhere(_ change: Change) -> Bool {
    switch change.kind {
    case .pack, .presentation, .citation: true
    case .text: !change.subject.contains("#")
    case .clearance: change.subject == "clearances"
    default: false
    }
  }
}
