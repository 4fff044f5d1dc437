/// How much a list may hold; reading needs memory for one entry, never for a file.
package struct ListLimits: Sendable {
  package var fileBytes = 256 * 1024 * 1024
  package var lineBytes = 1024 * 1024
  package var textBytes = 64 * 1024
  package var columns = 256
  package var depth = 32
  package var attributes = 64
  package var nameBytes = 256
  /// Elements of one XML entry, values of one JSON entry.
  package var nodes = 200_000
  /// Records kept of one list.
  package var records = 250_000

  package init() {}
}
