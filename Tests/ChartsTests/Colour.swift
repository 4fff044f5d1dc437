import Foundation

/// A colour as people see it: its lightness, its contrast, its distance from others.
struct Colour {
  /// Light of red, green and blue, from 0 to 1.
  private var light: [Double]

  /// Takes `#rrggbb` and nothing else, no alpha either.
  init?(_ hex: some StringProtocol) {
    guard hex.hasPrefix("#"), hex.utf8.count == 7, let number = Int(hex.dropFirst(), radix: 16)
    else { return nil }
    light = [number >> 16, number >> 8 & 255, number & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
  }

  private init(light: [Double]) {
    self.light = light.map { min(max($0, 0), 1) }
  }

  private func sum(_ row: [Double]) -> Double {
    zip(row, light).map { $0 * $1 }.reduce(0, +)
  }

  /// WCAG's relative luminance.
  var luminance: Double { sum([0.2126, 0.7152, 0.0722]) }

  /// WCAG's contrast, from 1 to 21.
  func contrast(with other: Colour) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  /// Kinds of colour blindness, as matrices over light (Viénot, Brettel and Mollon 1999).
  enum Blindness: CaseIterable {
    case protan, deutan, tritan

    fileprivate var matrix: [[Double]] {
      switch self {
      case .protan:
        [
          [0.112383, 0.887617, 0],
          [0.112383, 0.887617, 0],
          [0.004006, -0.004006, 1],
        ]
      case .deutan:
        [
          [0.29275, 0.70725, 0],
          [0.29275, 0.70725, 0],
          [-0.022337, 0.022337, 1],
        ]
      case .tritan:
        [
          [1, 0.144612, -0.144612],
          [0, 0.859236, 0.140764],
          [0, 0.859236, 0.140764],
        ]
      }
    }
  }

  func seen(with blindness: Blindness) -> Colour {
    Colour(light: blindness.matrix.map(sum))
  }

  /// CIE L\*a\*b\* under D65, L\* from 0 to 100.
  var lab: (lightness: Double, a: Double, b: Double) {
    func curve(_ value: Double) -> Double {
      value > 216.0 / 24_389 ? cbrt(value) : (24_389.0 / 27 * value + 16) / 116
    }
    let x = curve(sum([0.4124564, 0.3575761, 0.1804375]) / 0.95047)
    let y = curve(sum([0.2126729, 0.7151522, 0.0721750]))
    let z = curve(sum([0.0193339, 0.1191920, 0.9503041]) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// CIEDE2000.
  func distance(to other: Colour) -> Double {
    let (first, second) = (lab, other.lab)
    let chroma = (hypot(first.a, first.b) + hypot(second.a, second.b)) / 2
    let stretch = 1 + 0.5 * (1 - sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))))
    let (a1, a2) = (first.a * stretch, second.a * stretch)
    let (c1, c2) = (hypot(a1, first.b), hypot(a2, second.b))
    func hue(_ a: Double, _ b: Double) -> Double {
      a == 0 && b == 0 ? 0 : (atan2(b, a) + 2 * .pi).truncatingRemainder(dividingBy: 2 * .pi)
    }
    let (h1, h2) = (hue(a1, first.b), hue(a2, second.b))
    var turn = h2 - h1
    var mean = (h1 + h2) / 2
    if c1 * c2 == 0 {
      turn = 0
      mean = h1 + h2
    } else if abs(turn) > .pi {
      turn += turn > 0 ? -2 * .pi : 2 * .pi
      mean += mean < .pi ? .pi : -.pi
    }
    let (lightness, meanChroma) = ((first.lightness + second.lightness) / 2, (c1 + c2) / 2)
    let degrees = mean * 180 / .pi
    let t =
      1 - 0.17 * cos(mean - .pi / 6) + 0.24 * cos(2 * mean) + 0.32 * cos(3 * mean + .pi / 30)
      - 0.20 * cos(4 * mean - 63 * .pi / 180)
    let square = pow(lightness - 50, 2)
    let sl = 1 + 0.015 * square / sqrt(20 + square)
    let sc = 1 + 0.045 * meanChroma
    let sh = 1 + 0.015 * meanChroma * t
    let rotation =
      -2 * sqrt(pow(meanChroma, 7) / (pow(meanChroma, 7) + pow(25, 7)))
      * sin(.pi / 3 * exp(-pow((degrees - 275) / 25, 2)))
    let dl = (second.lightness - first.lightness) / sl
    let dc = (c2 - c1) / sc
    let dh = 2 * sqrt(c1 * c2) * sin(turn / 2) / sh
    return sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh)
  }
}
