/// One of the two versions compared: its snapshots, and as much of the rest as is known.
package struct ReviewSide: Sendable {
  /// How much of a project this is.
  package enum Coverage: Sendable, Equatable {
    /// Every edition, pack and language.
    case whole
    /// One edition of a built output.
    case edition(String)
    /// A snapshot by itself.
    case snapshot(Snapshot.Key)
  }

  /// As users named it: `HEAD`, `working tree`, `out/public`.
  package var name: String
  package var coverage: Coverage
  package var snapshots: [Snapshot.Key: Snapshot]
  /// By edition, what it was made from: `collection/id` and the like → SHA-256.
  ///
  /// Nil where unknown, as are the others.
  package var inputs: [String: [String: String]]?
  /// Every file by edition and path.
  package var files: [String: [String: [UInt8]]]?
  /// The tool that made it.
  package var tool: String?
  /// What shapes pages and stands in no snapshot, by `EDITION/PACK`, then name.
  package var settings: [String: [String: String]]?

  package init(
    name: String, coverage: Coverage, snapshots: [Snapshot.Key: Snapshot] = [:],
    inputs: [String: [String: String]]? = nil, files: [String: [String: [UInt8]]]? = nil,
    tool: String? = nil, settings: [String: [String: String]]? = nil
  ) {
    self.name = name
    self.coverage = coverage
    self.snapshots = snapshots
    self.inputs = inputs
    self.files = files
    self.tool = tool
    self.settings = settings
  }

  /// What of it a side of that coverage can be compared with.
  package func narrowed(to coverage: Coverage) -> ReviewSide {
    var copy = self
    switch coverage {
    case .whole: break
    case .edition(let edition):
      copy.snapshots = snapshots.filter { $0.key.edition == edition }
      copy.files = files?.filter { $0.key == edition }
    case .snapshot(let key):
      copy.snapshots = snapshots.filter { $0.key == key }
      // A snapshot by itself has no pages to compare with.
      copy.files = nil
    }
    return copy
  }

  /// Whether a record exists in an edition, shown or not; nil where that is unknown.
  func holds(_ reference: String, edition: String) -> Bool? {
    inputs?[edition].map { $0[reference] != nil }
  }
}
