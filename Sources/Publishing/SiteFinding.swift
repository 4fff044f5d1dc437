package import Diagnostics

/// Something that is not as an output's manifests say.
package struct SiteFinding: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The manifest names it, and it is not there.
    case missing
    /// It is there, and no manifest names it.
    case extra
    /// Its bytes are not those that the manifest has the digest of.
    case changed
    /// It is no plain file.
    case irregular
    /// The manifest is not one.
    case malformed
    /// It is marked above the ceiling asked for, or nothing tells its marking.
    case marked
    /// A build from the project makes other bytes.
    case rebuilt
  }

  /// From the folder verified, `/` between names.
  package let path: String
  package let kind: Kind
  /// One phrase, lower case, no full stop.
  package let message: String

  package init(_ kind: Kind, path: String, message: String) {
    self.path = path
    self.kind = kind
    self.message = message
  }

  package var code: DiagnosticCode {
    switch kind {
    case .missing, .extra, .changed, .irregular: .siteMismatch
    case .malformed: .malformedManifest
    case .marked: .markedAboveCeiling
    case .rebuilt: .rebuildDiffers
    }
  }
}
