package import Records

/// Which entries of a list are added; what is present already is kept up to date in any case.
package struct ImportRequest: Sendable {
  /// Programme tags, without case; `DPRK*` stands for all that begin so; empty: any.
  package var programs: [String]
  /// ISO codes of address, nationality or flag; empty: any.
  package var countries: [String]
  /// The list's own ids, or ids of records; empty: any.
  package var entities: [String]
  /// Entries listed, amended or begun on this day or later.
  package var since: PartialDate?
  /// Programme ids by tag, over those built in.
  package var programIDs: [String: String]
  /// Whether a list may be much shorter or longer than the last one.
  package var acceptsAnySize: Bool
  /// The label new records carry; nil: the project's default.
  package var marking: String?

  package init(
    programs: [String] = [], countries: [String] = [], entities: [String] = [],
    since: PartialDate? = nil, programIDs: [String: String] = [:], acceptsAnySize: Bool = false,
    marking: String? = nil
  ) {
    self.programs = programs.map { $0.lowercased() }
    self.countries = countries.map { $0.lowercased() }
    self.entities = entities
    self.since = since
    self.programIDs = programIDs
    self.acceptsAnySize = acceptsAnySize
    self.marking = marking
  }

  package var isEmpty: Bool {
    programs.isEmpty && countries.isEmpty && entities.isEmpty && since == nil
  }

  /// What an entry is asked about.
  struct Candidate {
    var ids: [String]
    var programs: [String] = []
    var countries: Set<String> = []
    /// EDTF; an entry without any is none of `--since`.
    var dates: [String] = []
  }

  func takes(_ candidate: Candidate) -> Bool {
    if !entities.isEmpty, !candidate.ids.contains(where: entities.contains) { return false }
    if !countries.isEmpty, candidate.countries.isDisjoint(with: countries) { return false }
    if !programs.isEmpty, !candidate.programs.contains(where: matches) { return false }
    if let since {
      let dates = candidate.dates.compactMap { PartialDate($0) }
      if !dates.contains(where: { $0.latest >= since.earliest }) { return false }
    }
    return true
  }

  func takes(programs found: [String]) -> Bool {
    programs.isEmpty || found.contains(where: matches)
  }

  private func matches(_ program: String) -> Bool {
    let program = program.lowercased()
    return programs.contains { wanted in
      wanted.utf8.last == UInt8(ascii: "*")
        ? program.utf8.starts(with: wanted.utf8.dropLast()) : program == wanted
    }
  }
}
