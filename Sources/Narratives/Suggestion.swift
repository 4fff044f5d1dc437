internal import Diagnostics

/// A name that an author may have meant, with the marking of what it names.
struct Suggestion {
  let name: String
  let marking: Marking

  init(_ name: String, marking: Marking = .clear) {
    self.name = name
    self.marking = marking
  }
}
