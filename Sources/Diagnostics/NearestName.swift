/// Finds the name an author most likely meant.
package enum NearestName {
  /// Returns the candidate with the smallest edit distance to `name`, or nil where none is near.
  ///
  /// Near means at most a third of the longer name's length, at least one edit. Ties go to the
  /// first in byte order, so the answer never depends on the order of `candidates`.
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard wanted.count <= 80 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, max(wanted.count, scalars.count) / 3)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, scalars, limit: limit)
      guard distance <= limit else { continue }
      if let current = best {
        if distance > current.distance { continue }
        if distance == current.distance,
          !candidate.utf8.lexicographicallyPrecedes(current.name.utf8)
        {
          continue
        }
      }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
  private static func editDistance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
  ) -> Int {
    if left == right { return 0 }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 1...left.count {
      current[0] = row
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, beforePrevious[column - 2] + 1)
        }
        current[column] = value
      }
      if (current.min() ?? 0) > limit { return limit + 1 }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}
