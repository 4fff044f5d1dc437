import Narratives
import Testing

@Suite struct SentenceSplitterTests {
  /// Texts with `|` between their sentences.
  static let englishTexts = [
    "It rose.|It fell.",
    "The U.S. Treasury listed it.|The U.K. did not.",
    "He lives in the U.S.|The list followed.",
    "See No. 39 and Art. 5 of the act.|It holds.",
    "Did Kraken hire him?|No.|Kraken kept the process going.",
    "It cost 1.34 billion.|3.5 is less.",
    "E.g. this, i.e. that.|Then more.",
    "Mr. Park met Dr. Lee at St. James.|They left.",
    "“It is over.”|He left.",
    "\"Is it?\" he asked.|Nobody knew.",
    "(It fell.)|It rose.",
    "On Feb. 21 it fell.|It rose in Feb.|Nothing followed.",
    "Wait… what is it?|Nothing.",
    "It ended …|Then it began.",
    "See p. 3 and pp. 4-5.|Then para. 6 follows.",
    "J. Smith and A. B. Jones wrote it.|Both left.",
    "Smith et al. found more.|They did.",
    "Acme Inc. said so.|It is true of Acme Inc.|They paid.",
    "Visit example.org for more.|It is free.",
    "Stop!|Why?|Because.",
    "一つです。|二つです。",
  ]

  static let frenchTexts = [
    "Cela a augmenté.|Puis cela a baissé.",
    "« C’est fini. »|Il est parti.",
    "« Est-ce vrai ? »|Personne ne sait.",
    "M. Dupont et Mme. Martin ont signé.|Le texte suit.",
    "Voir l’art. 5 et le par. 12.|Le reste suit.",
    "Le montant est de 1,34 milliard.|Il a doublé.",
    "Est-ce vrai ?|Oui.",
    "Le no. 39 compte, p. ex. ici.|Voilà.",
  ]

  @Test("English is cut where sentences end", arguments: englishTexts)
  func english(_ text: String) {
    check(text)
  }

  @Test("French is cut where sentences end", arguments: frenchTexts)
  func french(_ text: String) {
    check(text)
  }

  private func check(_ text: String) {
    let sentences = text.split(separator: "|").map(String.init)
    let joined = sentences.joined(separator: text.hasPrefix("一") ? "" : " ")
    #expect(SentenceSplitter.split([.text(joined)]).map(\.readableText) == sentences)
  }

  @Test("a citation or note after the stop belongs to the sentence before it")
  func notes() {
    let citation = ProseInline.citation(CitationUse(items: [], leadText: ""))
    let content: [ProseInline] = [
      .text("It fell. "), citation, .text(" It rose."), .footnote(label: "a"), .softBreak,
      .text("It stayed "), citation, .text(". End."),
    ]
    let sentences = SentenceSplitter.split(content)
    #expect(sentences.map(\.readableText) == ["It fell.", "It rose.", "It stayed.", "End."])
    #expect(sentences.map(\.count) == [2, 2, 3, 1])
  }

  @Test("emphasis over a boundary is cut, a link is not")
  func containers() {
    let bold = SentenceSplitter.split([.strong([.text("One. Two.")]), .text(" Three.")])
    #expect(bold.map(\.readableText) == ["One.", "Two.", "Three."])
    let link = SentenceSplitter.split([
      .link(target: .url("x"), title: "", content: [.text("One. Two.")]), .text(" Three."),
    ])
    #expect(link.map(\.readableText) == ["One. Two.", "Three."])
  }

  @Test("soft breaks inside a sentence stay, between sentences they go, hard breaks end one")
  func breaks() {
    let sentences = SentenceSplitter.split([
      .text("It"), .softBreak, .text("fell."), .softBreak, .text("Then"), .lineBreak,
      .text("it rose."),
    ])
    #expect(sentences.map(\.readableText) == ["It fell.", "Then ", "it rose."])
    #expect(SentenceSplitter.split([]).isEmpty)
  }
}
