import Authoring
import Diagnostics
import Testing

@Suite struct ContentFormatterTests {
  private func format(
    _ text: String, _ path: String = "Content/records/incidents/one.yaml"
  ) -> String? {
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    switch ContentFormatter().format(file).value {
    case .settled?: return text
    case .changed(let bytes)?: return String(decoding: bytes, as: UTF8.self)
    case .left?, nil: return nil
    }
  }

  @Test("fields come in the schema's order, each with the comments above and behind it")
  func order() {
    let text = """
      # Head of the file.

      startDate: '2025-02'   # as the press has it
      # What it is called.
      name: Theft
      id: theft
      losses:
          # The first estimate.
          - currency: USD   # dollars
            amount: 0012.50
            # Below the first.
          - {currency: USD, amount: 3}
      notes: Done.
      # The end.
      """
    #expect(
      format(text) == """
        # Head of the file.

        id: theft
        # What it is called.
        name: Theft
        startDate: 2025-02  # as the press has it
        losses:
          # The first estimate.
          - amount: 12.5
            currency: USD  # dollars
            # Below the first.
          - { amount: 3, currency: USD }
        notes: Done.
        # The end.

        """)
  }

  @Test("text over several lines and free maps keep their lines")
  func lines() {
    let text = """
      - name: One
        id: one
        original:
            b: [1,  2]   # kept

            a: "x"
        summary: |
            First line.

              Indented.
        notes: folded
          over lines
      """
    #expect(
      format(text) == """
        - id: one
          name: One
          summary: |
              First line.

                Indented.
          notes: folded
            over lines
          original:
            b: [1,  2]   # kept

            a: "x"

        """)
  }

  @Test("a figure's fields are put in order, figures are not")
  func figures() {
    let text = """
      figures:
        second: { unit: USD, value: sum(lossUSD), from: incidents }
        first:
          value: 1
          label: One
      """
    #expect(
      format(text, "Content/packs/brief/figures.yaml") == """
        figures:
          second: { from: incidents, value: sum(lossUSD), unit: USD }
          first:
            label: One
            value: 1

        """)
  }

  @Test("a narrative has one sentence a line, in lists and directives too, and nothing else moves")
  func narrative() {
    let text = """
      ---
      kind: summary
      title: A title
      ---

      First one. Second one,
      e.g. with an abbreviation [@source, p. 2]. {fig}`a. B` is third.
      A hard break\\
      stays. So does this.

      1. Item one. Its second
         sentence.
      - [ ] A task. And more.

      > Quoted. Stays
      > as it is.

      ```{note} A title. Not cut.
      :name: x

      Inside. The note
      too.
      ```

          code. Stays.

      | a. B | c |
      | --- | --- |
      | d. E | f |
      """
    #expect(
      format(text, "Content/packs/brief/one.en.md") == """
        ---
        title: A title
        kind: summary
        ---

        First one.
        Second one, e.g. with an abbreviation [@source, p. 2].
        {fig}`a. B` is third.
        A hard break\\
        stays.
        So does this.

        1. Item one.
           Its second sentence.
        - [ ] A task.
              And more.

        > Quoted. Stays
        > as it is.

        ```{note} A title. Not cut.
        :name: x

        Inside.
        The note too.
        ```

            code. Stays.

        | a. B | c |
        | --- | --- |
        | d. E | f |

        """)
  }

  @Test("a sentence that would open a block on its own line stays with the one before")
  func blockOpeners() {
    let text = "---\ntitle: T\n---\n\nSee this. 1. is no item. - Nor is this. # Nor this.\n"
    #expect(format(text, "Content/packs/brief/one.en.md") == text)
  }

  @Test("a file that cannot be read is reported and left")
  func broken() {
    let file = SourceFile(
      path: "Content/records/incidents/one.yaml", bytes: Array("id: [one\nname: x\n".utf8))
    let result = ContentFormatter().format(file)
    #expect(result.value == nil)
    #expect(result.diagnostics.map(\.code) == [.yamlSyntax])
  }
}
