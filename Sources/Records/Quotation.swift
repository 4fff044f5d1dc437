extension String {
  /// The text as a message quotes it: at most 80 characters, nothing invisible, on one line.
  package var quotation: String {
    var result = ""
    var count = 0
    for scalar in unicodeScalars {
      guard count < 80 else { return result + "…" }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
        .privateUse:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
