/// Colours, dashes and textures of series, in order.
///
/// Each colour has a contrast of at least 3:1 on white, stays apart from the others for readers
/// with colour blindness, and differs by 15 in lightness for grey printing. From the second series
/// on, a texture or a dash says the same without colour.
package enum ChartPalette {
  package static let series = ["#0072B2", "#F46A25", "#000000", "#801650"]
  /// Of text, axes and marks of uncertainty.
  package static let ink = "#0b0c0c"
  /// Of secondary text.
  package static let muted = "#505a5f"
  /// Of grid lines, which only decorate.
  package static let rule = "#b1b4b6"
  package static let sheet = "#ffffff"

  /// The colour of a series; a fifth starts again.
  package static func colour(_ series: Int) -> String {
    self.series[series % self.series.count]
  }

  /// The texture of a series; the fifth differs from the first by it.
  static func texture(_ series: Int) -> Texture {
    let cases = Texture.allCases
    return cases[(series + series / self.series.count) % cases.count]
  }

  /// The dashes of a line, in multiples of drawing units; empty is solid.
  static func dashes(_ series: Int) -> [Double] {
    let choices: [[Double]] = [[], [9, 5], [2, 4], [12, 4, 2, 4]]
    return choices[(series + series / self.series.count) % choices.count]
  }

  /// The shape that marks the points of a series.
  static func marker(_ series: Int) -> Marker {
    let cases = Marker.allCases
    return cases[(series + series / self.series.count) % cases.count]
  }

  /// How an area is filled.
  package enum Texture: String, CaseIterable, Sendable {
    case solid, rising, falling, dots
  }

  /// How a point is marked.
  package enum Marker: String, CaseIterable, Sendable {
    case circle, square, triangle, diamond
  }
}
