/// A finished layout: shapes in drawing units, in the order they are painted.
package struct Drawing: Sendable, Equatable {
  package var name: String
  package var title: String
  package var description: String
  package var width: Double
  package var height: Double
  package var patterns: [Pattern]
  package var shapes: [Shape]

  package init(
    name: String, title: String, description: String, width: Double, height: Double,
    patterns: [Pattern], shapes: [Shape]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.width = width
    self.height = height
    self.patterns = patterns
    self.shapes = shapes
  }
}

extension Drawing {
  /// A texture to fill with: lines of one colour over another.
  package struct Pattern: Sendable, Equatable {
    /// Unique in the drawing.
    package var name: String
    package var texture: ChartPalette.Texture
    package var background: String
    package var foreground: String
  }

  /// What an area is filled with.
  package enum Fill: Sendable, Equatable {
    case none
    case colour(String)
    /// A pattern of the drawing, by name.
    case pattern(String)
  }

  /// How an outline is drawn.
  package struct Stroke: Sendable, Equatable {
    package var colour: String
    package var width: Double
    /// Lengths of dashes and gaps; empty is solid.
    package var dashes: [Double] = []
  }

  /// One step of a path, in absolute coordinates.
  package enum Step: Sendable, Equatable {
    case move(Double, Double)
    case line(Double, Double)
    case close
  }

  /// Which point of a text stands at its place.
  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  /// Lines of text, the first on the base line `y`.
  package struct Label: Sendable, Equatable {
    package var x: Double
    package var y: Double
    package var lines: [String]
    package var size: Double
    package var anchor: Anchor = .start
    package var colour = ChartPalette.ink
    package var isBold = false
    package var isItalic = false
  }

  /// Something painted.
  package indirect enum Shape: Sendable, Equatable {
    case line(x1: Double, y1: Double, x2: Double, y2: Double, Stroke)
    case rectangle(x: Double, y: Double, width: Double, height: Double, Fill, Stroke?)
    case circle(x: Double, y: Double, radius: Double, Fill, Stroke?)
    case path([Step], Fill, Stroke?)
    case text(Label)
    case group(String, [Shape])
  }
}
