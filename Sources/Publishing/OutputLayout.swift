/// The names that publishing keeps for itself in an output folder.
enum OutputLayout {
  static let stagingPrefix = ".dossier-staging-"
  /// Folders behind links, where the file system cannot exchange two folders.
  static let versionPrefix = ".dossier-edition-"
  /// A link that has not yet taken an edition's name.
  static let linkPrefix = ".dossier-link-"
  /// Two empty folders that tell whether the file system can exchange.
  static let probePrefix = ".dossier-probe-"

  static func staging(_ edition: String) -> String { stagingPrefix + edition }
  static func link(_ edition: String) -> String { linkPrefix + edition }

  /// One of the two folders that an edition's link leads to in turn.
  static func version(_ edition: String, _ turn: Int) -> String {
    "\(versionPrefix)\(edition)-\(turn)"
  }

  /// The folder that an edition's link leads to; nil where the link is none of ours.
  static func turn(ofLink target: String, to edition: String) -> Int? {
    (1...2).first { target.utf8.elementsEqual(version(edition, $0).utf8) }
  }

  /// The edition whose link may lead to a folder of this name.
  static func edition(ofVersion name: String) -> String? {
    guard name.hasPrefix(versionPrefix) else { return nil }
    let rest = name.dropFirst(versionPrefix.count)
    guard rest.hasSuffix("-1") || rest.hasSuffix("-2"), rest.count > 2 else { return nil }
    return String(rest.dropLast(2))
  }

  /// Whether only publishing makes entries of this name.
  static func isReserved(_ name: EntryName) -> Bool {
    [stagingPrefix, versionPrefix, linkPrefix, probePrefix].contains { name.hasPrefix($0) }
      || name == EntryName(OutputLock.fileName)
  }
}
