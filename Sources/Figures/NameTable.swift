/// Names by the number of their first appearance, found by their UTF-8 without making a string.
struct NameTable {
  /// The names' bytes, one after another.
  private var bytes: [UInt8] = []
  /// By number, where a name's bytes end.
  private var ends: [Int] = []
  /// Numbers at the places that hashes lead to, or the next free ones; -1 where there is none.
  ///
  /// A power of two of them, at least twice as many as names.
  private var slots = [Int](repeating: -1, count: 16)

  var count: Int { ends.count }

  /// The number of a name, which is new where it was not known.
  mutating func number(of name: String) -> Int {
    var name = name
    return name.withUTF8 { text in
      let name = UnsafeRawBufferPointer(text)
      let slot = slot(of: name)
      if slots[slot] >= 0 { return slots[slot] }
      let number = count
      bytes += name
      ends.append(bytes.count)
      slots[slot] = number
      if count * 2 > slots.count { grow() }
      return number
    }
  }

  /// The number of a name; nil where it is not known.
  func number(of name: UnsafeRawBufferPointer) -> Int? {
    let number = slots[slot(of: name)]
    return number < 0 ? nil : number
  }

  /// The place of a name, or the free one where it belongs.
  private func slot(of name: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: name)
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0, !holds(name, slots[slot]) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func holds(_ name: UnsafeRawBufferPointer, _ number: Int) -> Bool {
    bytes.withUnsafeBytes { $0[range(of: number)].elementsEqual(name) }
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: slots.count * 2)
    for number in ends.indices {
      let slot = bytes.withUnsafeBytes {
        self.slot(of: UnsafeRawBufferPointer(rebasing: $0[range(of: number)]))
      }
      slots[slot] = number
    }
  }
}
