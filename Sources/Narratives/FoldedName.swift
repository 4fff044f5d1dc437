internal import Foundation

/// Names as lists sort them: lower-cased and without accents, alike in every language.
package enum FoldedName {
  /// The UTF-8 of the folded name.
  package static func key(_ name: String) -> [UInt8] {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return Array(name.lowercased().utf8) }
    var scalars = String.UnicodeScalarView()
    for scalar in name.decomposedStringWithCompatibilityMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      scalars.append(scalar)
    }
    return Array(String(scalars).lowercased().utf8)
  }
}
