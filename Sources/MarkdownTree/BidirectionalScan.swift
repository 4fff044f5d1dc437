import Diagnostics

/// Finds bidirectional overrides, and controls that a paragraph opens and never closes.
enum BidirectionalScan {
  static func isControl(_ scalar: UInt32) -> Bool {
    (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
  }

  private static func isOverride(_ scalar: UInt32) -> Bool {
    scalar == 0x202D || scalar == 0x202E
  }

  static func hasControl(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while let found = bytes[index...].firstIndex(of: 0xE2) {
      if control(bytes, at: found) != nil { return true }
      index = found + 1
    }
    return false
  }

  private static func control(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt32? {
    guard index + 2 < bytes.endIndex else { return nil }
    let scalar = 0x2000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    return isControl(scalar) ? scalar : nil
  }

  /// Reports on a whole text; a blank line ends a paragraph.
  static func diagnose(_ bytes: [UInt8], origin: TextOrigin) -> [Diagnostic] {
    guard hasControl(bytes[...]) else { return [] }
    var diagnostics: [Diagnostic] = []
    var open: [(scalar: UInt32, offset: Int)] = []
    func report(_ scalar: UInt32, _ offset: Int, isBalanced: Bool) {
      diagnostics.append(
        .bidirectionalControl(
          scalar, isBalanced: isBalanced, at: origin.span(offset, offset + 3)))
    }
    func endParagraph() {
      for control in open where !isOverride(control.scalar) {
        report(control.scalar, control.offset, isBalanced: false)
      }
      open = []
    }
    var isLineBlank = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == .newline {
        if isLineBlank { endParagraph() }
        isLineBlank = true
        continue
      }
      if !byte.isBlank { isLineBlank = false }
      guard byte == 0xE2, let scalar = control(bytes[...], at: index) else { continue }
      switch scalar {
      case 0x202D, 0x202E:
        report(scalar, index, isBalanced: true)
        open.append((scalar, index))
      case 0x202C:
        if let last = open.last, last.scalar < 0x2066 {
          open.removeLast()
        } else {
          report(scalar, index, isBalanced: false)
        }
      case 0x2069:
        if let last = open.last, last.scalar >= 0x2066 {
          open.removeLast()
        } else {
          report(scalar, index, isBalanced: false)
        }
      default: open.append((scalar, index))
      }
    }
    endParagraph()
    return diagnostics
  }
}
