internal import Foundation

/// A name as lists sort it, alike in every language: lower-cased, without accents.
enum FoldedName {
  static func key(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
    where scalar.properties.canonicalCombiningClass == .notReordered {
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
