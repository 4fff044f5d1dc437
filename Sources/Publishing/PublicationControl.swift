/// How whoever runs a publication may stop it.
///
/// Until the first swap, stopping leaves what is published as it was. From then on a publication
/// is a matter of moments and runs to its end, so that the editions are of one build.
package struct PublicationControl: Sendable {
  /// Called before the first file is written.
  package var willStage: @Sendable () -> Void
  /// Asked between files.
  package var shouldStop: @Sendable () -> Bool
  /// Asked before the first swap: whether it may begin.
  package var mayCommit: @Sendable () -> Bool

  package init(
    willStage: @escaping @Sendable () -> Void, shouldStop: @escaping @Sendable () -> Bool,
    mayCommit: @escaping @Sendable () -> Bool
  ) {
    self.willStage = willStage
    self.shouldStop = shouldStop
    self.mayCommit = mayCommit
  }

  /// A publication that nobody stops.
  package static let none = PublicationControl(
    willStage: {}, shouldStop: { false }, mayCommit: { true })
}
