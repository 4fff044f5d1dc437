package import Records

/// Writes dates at the precision of their author: `31 May 2024`, `May 2024`, `about October 2020`.
package struct DateText: Sendable {
  package let strings: InterfaceStrings

  package init(strings: InterfaceStrings) {
    self.strings = strings
  }

  package func text(_ date: PartialDate) -> String {
    date.description
  }
}
