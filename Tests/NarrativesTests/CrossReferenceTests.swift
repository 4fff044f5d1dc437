import Diagnostics
import Narratives
import Testing

@Suite struct CrossReferenceTests {
  static let two = [
    "Content/packs/brief/other.en.md": "---\ntitle: Other\n---\n\n## Far heading\n\nText.\n",
    "Content/packs/brief/pack.yaml":
      "title: The brief\nlanguages: [en]\ncontents: [threat, other]\n",
  ]

  @Test("links to headings here and in other sections lead there")
  func links() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ## Déjà vu, again!

        [a](#déjà-vu-again) [b](other.md) [c](other.en.md#far-heading) [d](https://example.org/x.md)

        """, files: Self.two, [])
    guard case .paragraph(let content) = outcome.blocks[1].kind else {
      return #expect(Bool(false))
    }
    let targets = content.compactMap { inline -> LinkTarget? in
      if case .link(let target, _, _) = inline { target } else { nil }
    }
    #expect(
      targets == [
        .here(fragment: "déjà-vu-again"), .section(name: "other", fragment: nil),
        .section(name: "other", fragment: "far-heading"), .url("https://example.org/x.md"),
      ])
  }

  @Test("links that lead nowhere are reported")
  func broken() async throws {
    try await expectDiagnostics(
      in: "## Here\n\n[a](1️⃣#her) [b](2️⃣othr.md) [c](3️⃣other.md#far-headin)\n",
      files: Self.two,
      [
        .init("1️⃣", .unknownTarget, "no heading or label is called 'her'; did you mean '#here'?"),
        .init(
          "2️⃣", .unknownTarget, "the pack has no section behind 'othr.md'; did you mean 'other'?"),
        .init(
          "3️⃣", .unknownTarget,
          "no heading or label is called 'far-headin'; did you mean '#far-heading'?"),
      ])
  }

  @Test("the address of a page is no link: every format has its own")
  func pages() async throws {
    let rule = "a page is linked by its 'NAME.md', {ref} or a record's role: "
    let end = " is an address in the output"
    let outcome = try await expectDiagnostics(
      in: """
        [a](1️⃣other.html#far-heading) [b](2️⃣other.html) [c](3️⃣other.html#nowhere)
        [d](4️⃣incidents/bybit-2025.HTML?x) [e](https://example.org/a.html) [f](mailto:a@b.html)

        """, files: Self.two,
      [
        .init(
          "1️⃣", .unknownTarget,
          "\(rule)'other.html#far-heading'\(end); did you mean 'other.md#far-heading'?"),
        .init(
          "2️⃣", .unknownTarget, "\(rule)'other.html'\(end); did you mean 'other.md'?"),
        .init("3️⃣", .unknownTarget, "\(rule)'other.html#nowhere'\(end)"),
        .init("4️⃣", .unknownTarget, "\(rule)'incidents/bybit-2025.HTML?x'\(end)"),
      ])
    #expect(outcome.diagnostics.first?.fixIts.first?.replacement == "other.md#far-heading")
  }

  @Test("a label is given once in a pack")
  func duplicates() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{note} One
        :name: twin
        Text.
        ```

        ```{note} Another
        :name: 1️⃣twin
        Text.
        ```

        ```{note} A third
        :name: 2️⃣other
        Text.
        ```

        """, files: Self.two,
      [
        .init("1️⃣", .duplicateLabel, "the label 'twin' is given twice", text: "twin"),
        .init("2️⃣", .duplicateLabel, "the label 'other' is the name of a section or annex"),
      ])
    #expect(outcome.diagnostics.first?.notes.map(\.message) == ["'twin' is first defined here"])
  }

  @Test("footnotes of a directive are told apart from those of the text")
  func footnotes() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        Text.[^a]

        ```{note} Inside
        More.[^a]

        [^a]: Inner.
        ```

        [^a]: Outer.

        """, [])
    #expect(outcome.section?.text.footnotes.map(\.label) == ["a", "a-2"])
    #expect(outcome.section?.text.footnotes.map(\.blocks.lines) == [["Outer."], ["Inner."]])
  }

  @Test("an image lies in the pack's assets and has alternative text")
  func images() async throws {
    let outcome = try await NarrativeFixture(
      "![](assets/flow.png) ![Flow](assets/flw.png)\n",
      files: ["Content/packs/brief/assets/flow.png": "x"]
    ).compile()
    #expect(
      outcome.diagnostics.map(\.message) == [
        "the image 'assets/flow.png' needs alternative text",
        "the pack's assets hold no sound image 'assets/flw.png'; did you mean 'assets/flow.png'?",
      ])
  }
}
