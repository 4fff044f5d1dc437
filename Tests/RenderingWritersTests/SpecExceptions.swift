/// The examples that we write otherwise than cmark-gfm, by number in their file, and why.
enum SpecExceptions {
  struct Group {
    var reason: String
    var numbers: [Int]
  }

  static let all: [(file: String, groups: [Group])] = [
    (
      "spec",
      [
        Group(
          reason: "an address with a space or a backslash is refused; its text stays",
          numbers: [164, 171, 316, 498, 510, 611]),
        Group(
          reason: "an address of another scheme is refused; its text stays",
          numbers: [508, 604, 606, 607, 609, 628]),
        Group(
          reason: "raw HTML that cmark shows as text is left out like any other",
          numbers: [140, 141, 142, 145, 147, 653]),
      ]
    ),
    (
      "extensions",
      [
        Group(
          reason: "raw HTML that cmark shows as text is left out like any other", numbers: [22])
      ]
    ),
    (
      "regression",
      [
        Group(
          reason: "raw HTML that cmark shows as text is left out like any other", numbers: [17])
      ]
    ),
  ]

  static func reason(_ example: SpecExample) -> String? {
    all.first { $0.file == example.file }?.groups
      .first { $0.numbers.contains(example.number) }?.reason
  }
}
