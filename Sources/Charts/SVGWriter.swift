/// Writes a drawing as one `svg` element, one element a line.
///
/// Looks come from presentation attributes only: pages forbid inline style.
package struct SVGWriter: Sendable {
  package init() {}

  package func svg(_ drawing: Drawing) -> String {
    var output = SVGOutput()
    output.open("svg") {
      $0.attribute("xmlns", "http://www.w3.org/2000/svg")
      $0.attribute("class", "chart-drawing")
      $0.attribute(
        "viewBox", "0 0 \(SVGText.number(drawing.width)) \(SVGText.number(drawing.height))")
      $0.attribute("width", drawing.width)
      $0.attribute("height", drawing.height)
      $0.attribute("role", "img")
      // Two hyphens, which no label holds: a drawing `a` and another `a-title` stay apart.
      $0.attribute("aria-labelledby", "\(drawing.name)--title \(drawing.name)--desc")
      $0.attribute("font-family", "Arial, Liberation Sans, Helvetica, sans-serif")
    }
    output.element("title", text: drawing.title) { $0.attribute("id", "\(drawing.name)--title") }
    output.element("desc", text: drawing.description) {
      $0.attribute("id", "\(drawing.name)--desc")
    }
    if !drawing.patterns.isEmpty {
      output.open("defs") { _ in }
      for pattern in drawing.patterns { write(pattern, of: drawing, to: &output) }
      output.close("defs")
    }
    for shape in drawing.shapes { write(shape, of: drawing, to: &output) }
    output.close("svg")
    return output.text
  }

  private func write(_ pattern: Drawing.Pattern, of drawing: Drawing, to output: inout SVGOutput) {
    output.open("pattern") {
      $0.attribute("id", "\(drawing.name)--\(pattern.name)")
      $0.attribute("patternUnits", "userSpaceOnUse")
      $0.attribute("width", 8)
      $0.attribute("height", 8)
    }
    output.empty("rect") {
      $0.attribute("width", 8)
      $0.attribute("height", 8)
      $0.attribute("fill", pattern.background)
    }
    switch pattern.texture {
    case .solid: break
    case .rising: writeHatch("M-1 1 1 -1M0 8 8 0M7 9 9 7", pattern, to: &output)
    case .falling: writeHatch("M-1 7 1 9M0 0 8 8M7 -1 9 1", pattern, to: &output)
    case .dots:
      for (x, y) in [(2.0, 2.0), (6.0, 6.0)] {
        output.empty("circle") {
          $0.attribute("cx", x)
          $0.attribute("cy", y)
          $0.attribute("r", 1.3)
          $0.attribute("fill", pattern.foreground)
        }
      }
    }
    output.close("pattern")
  }

  private func writeHatch(
    _ path: String, _ pattern: Drawing.Pattern, to output: inout SVGOutput
  ) {
    output.empty("path") {
      $0.attribute("d", path)
      $0.attribute("fill", "none")
      $0.attribute("stroke", pattern.foreground)
      $0.attribute("stroke-width", 1.6)
    }
  }

  private func write(_ shape: Drawing.Shape, of drawing: Drawing, to output: inout SVGOutput) {
    switch shape {
    case .line(let x1, let y1, let x2, let y2, let stroke):
      output.empty("line") {
        $0.attribute("x1", x1)
        $0.attribute("y1", y1)
        $0.attribute("x2", x2)
        $0.attribute("y2", y2)
        $0.attribute(stroke)
      }
    case .rectangle(let x, let y, let width, let height, let fill, let stroke):
      output.empty("rect") {
        $0.attribute("x", x)
        $0.attribute("y", y)
        $0.attribute("width", max(0, width))
        $0.attribute("height", max(0, height))
        $0.attribute(fill, of: drawing)
        if let stroke { $0.attribute(stroke) }
      }
    case .circle(let x, let y, let radius, let fill, let stroke):
      output.empty("circle") {
        $0.attribute("cx", x)
        $0.attribute("cy", y)
        $0.attribute("r", radius)
        $0.attribute(fill, of: drawing)
        if let stroke { $0.attribute(stroke) }
      }
    case .path(let steps, let fill, let stroke):
      output.empty("path") {
        $0.attribute("d", path(steps))
        $0.attribute(fill, of: drawing)
        if let stroke { $0.attribute(stroke) }
      }
    case .text(let label): write(label, to: &output)
    case .group(let name, let shapes):
      guard !shapes.isEmpty else { return }
      output.open("g") { $0.attribute("class", name) }
      for shape in shapes { write(shape, of: drawing, to: &output) }
      output.close("g")
    }
  }

  private func write(_ label: Drawing.Label, to output: inout SVGOutput) {
    for (index, line) in label.lines.enumerated() where !line.isEmpty {
      output.element("text", text: line) {
        $0.attribute("x", label.x)
        $0.attribute("y", label.y + Double(index) * ChartText.lineHeight(label.size))
        $0.attribute("font-size", label.size)
        if label.anchor != .start { $0.attribute("text-anchor", label.anchor.rawValue) }
        if label.isBold { $0.attribute("font-weight", "bold") }
        if label.isItalic { $0.attribute("font-style", "italic") }
        $0.attribute("fill", label.colour)
      }
    }
  }

  private func path(_ steps: [Drawing.Step]) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .move(let x, let y): text += "M\(SVGText.number(x)) \(SVGText.number(y))"
      case .line(let x, let y): text += "L\(SVGText.number(x)) \(SVGText.number(y))"
      case .close: text += "Z"
      }
    }
    return text
  }
}

/// The bytes of an `svg` element under way.
private struct SVGOutput {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func open(_ name: StaticString, _ attributes: (inout SVGOutput) -> Void) {
    start(name, attributes)
    raw(">\n")
  }

  mutating func empty(_ name: StaticString, _ attributes: (inout SVGOutput) -> Void) {
    start(name, attributes)
    raw("/>\n")
  }

  mutating func element(
    _ name: StaticString, text: String, _ attributes: (inout SVGOutput) -> Void
  ) {
    start(name, attributes)
    raw(">")
    SVGText.append(text, to: &bytes)
    close(name)
  }

  mutating func close(_ name: StaticString) {
    raw("</")
    raw(name)
    raw(">\n")
  }

  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    SVGText.append(value, to: &bytes)
    raw("\"")
  }

  mutating func attribute(_ name: StaticString, _ value: Double) {
    attribute(name, SVGText.number(value))
  }

  mutating func attribute(_ fill: Drawing.Fill, of drawing: Drawing) {
    switch fill {
    case .none: attribute("fill", "none")
    case .colour(let colour): attribute("fill", colour)
    case .pattern(let name): attribute("fill", "url(#\(drawing.name)--\(name))")
    }
  }

  mutating func attribute(_ stroke: Drawing.Stroke) {
    attribute("stroke", stroke.colour)
    attribute("stroke-width", stroke.width)
    guard !stroke.dashes.isEmpty else { return }
    attribute("stroke-dasharray", stroke.dashes.map(SVGText.number).joined(separator: " "))
  }

  private mutating func start(_ name: StaticString, _ attributes: (inout SVGOutput) -> Void) {
    raw("<")
    raw(name)
    attributes(&self)
  }

  private mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
