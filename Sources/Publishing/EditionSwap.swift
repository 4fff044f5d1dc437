internal import Diagnostics

/// How one edition takes its place: the last step of each is atomic, and can be taken back.
struct EditionSwap: Sendable {
  enum Step: Sendable {
    /// Nothing was there.
    case newFolder
    case exchange
    /// Nothing was there; the link leads to the first of the two folders.
    case newLink
    /// The link leads from one of the two folders to the other.
    case turnLink(from: Int, to: Int)
    /// A link takes the place of a folder.
    case linkForFolder
  }

  let edition: String
  let step: Step
  /// What the earlier edition's manifest names; nil where there is none.
  let earlier: KnownPaths?

  private var staged: String { OutputLayout.staging(edition) }
  private var link: String { OutputLayout.link(edition) }

  func perform(in output: OutputFolder) throws(PublishingError) {
    switch step {
    case .newFolder: try output.moveNew(staged, to: edition)
    case .exchange: try output.exchange(staged, edition)
    case .newLink:
      try output.replace(OutputLayout.version(edition, 1), with: staged)
      try output.makeLink(edition, to: OutputLayout.version(edition, 1))
    case .turnLink(_, let turn):
      try output.replace(OutputLayout.version(edition, turn), with: staged)
      try output.makeLink(link, to: OutputLayout.version(edition, turn))
      try output.replace(edition, with: link)
    case .linkForFolder:
      try output.replace(OutputLayout.version(edition, 1), with: staged)
      try output.makeLink(link, to: OutputLayout.version(edition, 1))
      try output.exchange(link, edition)
    }
  }

  /// Puts back what was there before.
  func undo(in output: OutputFolder) throws(PublishingError) {
    switch step {
    case .newFolder: try output.moveNew(edition, to: staged)
    case .exchange: try output.exchange(staged, edition)
    case .newLink: try output.unlink(EntryName(edition))
    case .turnLink(let turn, _):
      try output.makeLink(link, to: OutputLayout.version(edition, turn))
      try output.replace(edition, with: link)
    case .linkForFolder: try output.exchange(link, edition)
    }
  }

  /// Where the earlier edition is once the new one has its place.
  var earlierFolder: String? {
    switch step {
    case .newFolder, .newLink: nil
    case .exchange: staged
    case .turnLink(let turn, _): OutputLayout.version(edition, turn)
    case .linkForFolder: link
    }
  }
}
