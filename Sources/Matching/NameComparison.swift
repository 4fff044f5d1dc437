/// How alike two names are, and why.
package struct NameComparison: Sendable, Comparable {
  /// From 0, nothing in common, to 100, the same name.
  package let score: Int
  /// One phrase.
  package let reason: String
  /// The score before rounding, which ranks.
  let exact: Double

  private init(_ exact: Double, _ reason: String) {
    self.exact = exact
    score = Int((exact * 100).rounded())
    self.reason = reason
  }

  package static func < (left: NameComparison, right: NameComparison) -> Bool {
    left.exact < right.exact
  }

  package static func == (left: NameComparison, right: NameComparison) -> Bool {
    left.exact == right.exact
  }

  /// Compares two names; what comes to less than `floor`, from 0 to 1, may come to still less.
  package init(_ left: ComparableName, _ right: ComparableName, floor: Double = 0) {
    self = NameComparison.best(left, right, floor)
  }

  /// The same, worth less.
  func weighed(_ weight: Double, _ reason: String) -> NameComparison {
    NameComparison(exact * weight, reason)
  }

  private static func best(
    _ left: ComparableName, _ right: ComparableName, _ floor: Double
  ) -> NameComparison {
    guard !left.plain.straight.isEmpty, !right.plain.straight.isEmpty else {
      return NameComparison(0, "no name")
    }
    if left.words == right.words { return NameComparison(1, "the same name") }
    if left.plain.straight == right.plain.straight {
      return NameComparison(0.99, "the same letters, parted otherwise")
    }
    if left.words.sorted() == right.words.sorted() {
      return NameComparison(0.97, "the same words in another order")
    }
    guard left.numbers == right.numbers else { return NameComparison(0, "other numbers") }
    let shorter = min(left.plain.straight.count, right.plain.straight.count)
    guard shorter >= 4 else { return NameComparison(0, "too short to be alike") }
    let longer = max(left.plain.straight.count, right.plain.straight.count)
    guard shorter * 2 >= longer else { return NameComparison(0, "other lengths") }
    let letters = likeness(left.plain, right.plain, floor: 0)
    var result = NameComparison(letters * 0.9, "similar letters")
    for way in Romanization.allCases {
      guard let first = left.folds[way], let second = right.folds[way] else { continue }
      // Few consonants fit too many names.
      if way == .arabic, min(first.straight.count, second.straight.count) < 5 { continue }
      // What this way has to reach to count; most names are far from it, which shows early.
      let needed = (max(floor, result.exact) / way.weight - letters * 0.2) / 0.8
      let alike = likeness(first, second, floor: needed)
      let value = (alike * 0.8 + letters * 0.2) * way.weight
      guard value > result.exact else { continue }
      result = NameComparison(
        value,
        alike == 1
          ? "one name in two romanisations of \(way.language)"
          : "similar as \(way.language) names")
    }
    return result
  }

  // MARK: Likeness

  /// From 0 to 1, in whichever order of words they are most alike; 0 for less than `floor`.
  private static func likeness(
    _ left: ComparableName.Spelling, _ right: ComparableName.Spelling, floor: Double
  ) -> Double {
    var best = likeness(left.straight, right.straight, floor: floor)
    for other in right.turned where best < 1 {
      best = max(best, likeness(left.straight, other, floor: max(floor, best)))
    }
    return best
  }

  private static func likeness(_ left: [UInt8], _ right: [UInt8], floor: Double) -> Double {
    if left == right { return 1 }
    let longer = max(left.count, right.count)
    guard longer > 0, longer <= 200, !left.isEmpty, !right.isEmpty, floor <= 1 else { return 0 }
    let most = Int((Double(2 * longer) * (1 - max(0, floor))).rounded(.up))
    guard let distance = distance(left, right, most: most) else { return 0 }
    return max(0, 1 - Double(distance) / Double(2 * longer))
  }

  /// Twice the count of changes that make one of the other; a vowel for a vowel is half a change.
  ///
  /// Nil where it is more than `most`.
  private static func distance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int? {
    guard abs(left.count - right.count) * 2 <= most else { return nil }
    var previous = (0...right.count).map { $0 * 2 }
    var current = previous
    for (row, first) in left.enumerated() {
      current[0] = (row + 1) * 2
      var least = current[0]
      for (column, second) in right.enumerated() {
        let change = first == second ? 0 : isSoft(first) && isSoft(second) ? 1 : 2
        current[column + 1] = min(
          previous[column] + change, previous[column + 1] + 2, current[column] + 2)
        least = min(least, current[column + 1])
      }
      guard least <= most else { return nil }
      swap(&previous, &current)
    }
    return previous[right.count] <= most ? previous[right.count] : nil
  }

  private static func isSoft(_ byte: UInt8) -> Bool { "aeiouyw".utf8.contains(byte) }
}
