/// A Traffic Light Protocol 2.0 label, from the widest audience to the narrowest.
///
/// It stands in this first target because every diagnostic carries the marking of what it quotes.
package enum Marking: Int, CaseIterable, Comparable, Sendable {
  case clear
  case green
  case amber
  case amberStrict
  case red

  package static func < (left: Marking, right: Marking) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The exact spelling of TLP 2.0; never translated.
  package var label: String {
    switch self {
    case .clear: "TLP:CLEAR"
    case .green: "TLP:GREEN"
    case .amber: "TLP:AMBER"
    case .amberStrict: "TLP:AMBER+STRICT"
    case .red: "TLP:RED"
    }
  }

  /// Reads exactly a label, nothing looser.
  package init?(label: String) {
    guard let match = Marking.allCases.first(where: { $0.label == label }) else { return nil }
    self = match
  }

  /// Reads a label or the short form of roles and directives: `amber`, `amber+strict`.
  package init?(shortForm: String) {
    guard
      let match = Marking.allCases.first(where: {
        $0.label == shortForm || $0.label.dropFirst(4).lowercased() == shortForm
      })
    else { return nil }
    self = match
  }
}
