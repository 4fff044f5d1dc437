/// One difference between two versions: an edit, or what followed from one.
package struct Change: Sendable, Equatable {
  /// What it concerns, the most material first.
  package enum Kind: Int, CaseIterable, Comparable, Sendable {
    case marking, figure, claim, sanction, incident, record, source, citation, clearance, pack
    case text, presentation

    package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

    /// As JSON names it.
    package var name: String { "\(self)" }
  }

  package enum Action: String, Sendable {
    case added, removed, changed, moved, renamed
    /// Of a marking.
    case lowered
    /// A record that exists in both, which the pack shows only now, or no longer.
    case shown, hidden
    /// Of a clearance: what it was given for has changed.
    case lapsed
  }

  package var kind: Kind
  package var action: Action
  /// `incidents/bybit-2025`, `figures/recorded-2024`, `sections/threat#p-1234abcd`, `Templates/…`.
  package var subject: String
  /// What readers call it.
  package var title: String
  package var fields: [FieldChange]
  /// Subjects of the changes that this one follows from.
  package var causes: [String]
  /// Whether an author made it: it follows from nothing else.
  package var isEdit: Bool

  package init(
    _ kind: Kind, _ action: Action, _ subject: String, title: String, fields: [FieldChange] = [],
    causes: [String] = [], isEdit: Bool = true
  ) {
    self.kind = kind
    self.action = action
    self.subject = subject
    self.title = title
    self.fields = fields
    self.causes = causes
    self.isEdit = isEdit
  }

  /// Whether readers of the figures or text would not notice: only the rows behind it changed.
  package var isQuiet: Bool {
    kind == .figure && action == .changed
      && fields.allSatisfy { ["records", "sources"].contains($0.field) }
  }
}

/// One field's old and new value.
package struct FieldChange: Sendable, Equatable, Hashable {
  /// `losses.0.amount`, `display`, `text`.
  package var field: String
  /// Nil: it was not there.
  package var old: String?
  package var new: String?
  /// Which item of a list it is, in words: `elliptic-bybit-2025, preferred`.
  package var about: String
  /// `path:line` where the new value stands, once it is known.
  package var place: String?

  package init(
    _ field: String, old: String?, new: String?, about: String = "", place: String? = nil
  ) {
    self.field = field
    self.old = old
    self.new = new
    self.about = about
    self.place = place
  }

  /// `losses` of `losses.0.amount`.
  package var top: String { String(field.prefix { $0 != "." }) }
}
