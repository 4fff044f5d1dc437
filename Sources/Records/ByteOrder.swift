extension String {
  /// Whether this text stands before another by its UTF-8 bytes: the order of every list.
  package func precedesInBytes(_ other: String) -> Bool {
    let quick: Bool?? = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        let shared = min(left.count, right.count)
        var index = 0
        while index < shared {
          if left[index] != right[index] { return left[index] < right[index] }
          index += 1
        }
        return left.count < right.count
      }
    }
    return (quick ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
