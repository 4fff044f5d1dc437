internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Compiles the texts of one page, and keeps what they name, cite and use.
struct PageCompiler {
  /// Where a text stands.
  enum Place {
    case section(String)
    case record(RecordReference)
    case annex(String)
    /// Titles, terms and whatever stands on the front page.
    case cover

    /// As figure uses name it.
    var name: String {
      switch self {
      case .section(let name): name
      case .record(let reference): reference.description
      case .annex(let name): "annex/\(name)"
      case .cover: "index"
      }
    }
  }

  let lookups: NarrativeLookups
  let place: Place
  /// The language the text is in.
  var language: String
  /// Whether numbers need backing: in sections, titles and labels.
  let checksNumbers: Bool
  /// Inside the text of a reference, where references are not followed again.
  var isQuotingHeading = false

  var bibliography = Bibliography()
  var diagnostics: [Diagnostic] = []
  /// The records that roles, directives and queries name or select.
  var records: Set<RecordReference> = []
  /// The records that queries read without holding a row of theirs.
  private(set) var read: Set<RecordReference> = []
  var figures: Set<String> = []
  var claims: Set<String> = []
  var terms: Set<String> = []
  /// In reading order.
  var uses: [(figure: String, use: FigureUse)] = []
  /// How many figures the inlines compiled so far show.
  var figureCount = 0
  var waivers: [Waiver] = []
  var quoted: [QuotedNumber] = []
  /// The strictest marking of what the page shows.
  private(set) var highestMarking: Marking

  /// The marking of the passage at hand.
  private var passageMarking: Marking
  /// What the block at hand rests on.
  var depends: Set<String> = []
  /// The text's anchors, scanned when something first refers to one.
  var anchors: PageAnchors?
  var document = MarkdownDocument()
  var identifiers = BlockIdentifiers()
  /// The id of the outermost block at hand: nested ones may have no element of their own.
  var outermostBlock: String?
  var footnotes = FootnoteLabels()
  /// Where the first paragraph stands that no other block holds.
  var firstParagraph: SourceSpan?

  init(
    lookups: NarrativeLookups, place: Place, language: String, marking: Marking,
    checksNumbers: Bool = false
  ) {
    self.lookups = lookups
    self.place = place
    self.language = language
    self.checksNumbers = checksNumbers
    highestMarking = marking
    passageMarking = marking
  }

  // MARK: Reporting

  /// The marking of the passage at hand: of what a diagnostic about it quotes.
  var marking: Marking { passageMarking }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic.marked(passageMarking))
  }

  mutating func report(_ found: [Diagnostic]) {
    for diagnostic in found { report(diagnostic) }
  }

  /// Something of this marking is shown here.
  mutating func show(_ marking: Marking) {
    highestMarking = max(highestMarking, marking)
  }

  /// Notes that the block at hand names a record.
  mutating func name(_ reference: RecordReference) {
    records.insert(reference)
    depends.insert(reference.description)
    if let record = lookups.corpus[reference] { show(record.marking) }
  }

  /// Notes that the block at hand shows the fields of records.
  mutating func show(_ references: [RecordReference]) {
    for reference in references {
      records.insert(reference)
      depends.insert(reference.description)
      if let record = lookups.corpus[reference] { show(record.strictestMarking) }
    }
  }

  /// Notes that the block at hand shows what a query makes of the records it reads: it rests on all
  /// of them, and shows those it holds.
  mutating func show(_ held: [RecordReference], of read: [RecordReference]) {
    show(held)
    for reference in read {
      self.read.insert(reference)
      depends.insert(reference.description)
      if let record = lookups.corpus[reference] { show(record.strictestMarking) }
    }
  }

  // MARK: Passages

  /// Runs `body` inside a passage of its own marking.
  mutating func inPassage<Result>(
    marked marking: Marking, _ body: (inout PageCompiler) -> Result
  ) -> Result {
    let outer = passageMarking
    passageMarking = max(outer, marking)
    show(passageMarking)
    let result = body(&self)
    passageMarking = outer
    return result
  }

  // MARK: Uses

  /// Notes that a sentence, as readers see it, uses a figure.
  mutating func use(_ figure: String, in sentence: String) {
    uses.append(
      (
        figure,
        FigureUse(place: place.name, block: outermostBlock ?? "", sentence: sentence)
      ))
  }

  /// Notes the figures of each sentence.
  mutating func noteUses(in sentences: [[ProseInline]]) {
    for sentence in sentences {
      let used = sentence.figuresUsed
      guard !used.isEmpty else { continue }
      let text = sentence.readableText
      var seen: Set<String> = []
      for figure in used where seen.insert(figure).inserted { use(figure, in: text) }
    }
  }
}
