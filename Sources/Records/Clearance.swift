package import Diagnostics

/// The clearances of one edition of a pack: `clearances.EDITION.yaml` beside its `pack.yaml`.
///
/// Whoever may read the edition may read them, and nobody below its ceiling.
package struct EditionClearances: Sendable {
  package var edition: String
  /// The edition's, and so the marking of everything here.
  package var ceiling: Marking
  package var path: String
  package var clearances: [Clearance]

  package init(edition: String, ceiling: Marking, path: String, clearances: [Clearance] = []) {
    self.edition = edition
    self.ceiling = ceiling
    self.path = path
    self.clearances = clearances
  }
}

/// Somebody's word that a section may go out in one edition and language as it stood then.
package struct Clearance: Sendable, Equatable {
  package var section: Located<String>
  package var language: String
  package var by: String
  package var role: String
  /// A full day.
  package var date: PartialDate
  /// What the section said when it was cleared.
  package var meaning: SectionMeaning

  package init(
    section: Located<String>, language: String, by: String, role: String, date: PartialDate,
    meaning: SectionMeaning
  ) {
    self.section = section
    self.language = language
    self.by = by
    self.role = role
    self.date = date
    self.meaning = meaning
  }

  /// Who gave it: `Jane Doe, Legal adviser`.
  package var signature: String { "\(by), \(role)" }

  /// Whether another is of the same section, language, person and role, and so takes its place.
  package func replaces(_ other: Clearance) -> Bool { !isBefore(other) && !other.isBefore(self) }

  /// The order they are written in: by section, language, person, role.
  package func isBefore(_ other: Clearance) -> Bool {
    let pairs = [
      (section.value, other.section.value), (language, other.language), (by, other.by),
      (role, other.role),
    ]
    for (own, others) in pairs where !own.utf8.elementsEqual(others.utf8) {
      return own.precedesInBytes(others)
    }
    return false
  }
}

/// What a section says in one edition and language, part by part.
///
/// Two states of it can be compared, and what changed be named. How its file is wrapped or called is
/// no part of it.
package struct SectionMeaning: Sendable, Equatable {
  /// Digest of its title and kind.
  package var head: String
  package var marking: Marking
  /// Digests of its blocks in order, notes last.
  package var text: [String]
  /// The values of the figures it uses, by id, exact and with their unit: `1340000000 USD`.
  package var figures: [String: String]
  /// Digests of the records that it names, cites or lists, by `collection/id`.
  package var records: [String: String]

  package init(
    head: String, marking: Marking, text: [String], figures: [String: String],
    records: [String: String]
  ) {
    self.head = head
    self.marking = marking
    self.text = text
    self.figures = figures
    self.records = records
  }
}
