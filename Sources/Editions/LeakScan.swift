package import Diagnostics
package import Records

/// Knows what an edition may not say, and finds it in what was written.
///
/// It is made from the project itself, not from what selection left of it, so that it notices where
/// selection or a later stage failed. Nothing is sought that also stands in what the edition may
/// see, or among the words of templates: what is found was written by nobody for these readers.
package struct LeakScan: Sendable {
  /// A phrase, name or id of hidden material.
  package struct Finding: Sendable, Hashable {
    /// The material it was taken from.
    package let span: SourceSpan
    package let marking: Marking
  }

  private var needles: [UInt64: Finding] = [:]
  /// The needles again, as bits, which are asked first: nearly every sequence is none.
  private var sought = WordFilter([])
  /// The words and pairs of hidden material: a sequence that does not begin with one is no needle.
  private var openings = WordFilter([])

  /// Nil where nothing is above the ceiling, or nothing of it is distinctive.
  package init?(
    _ project: Project, ceiling: Marking, vocabulary: @autoclosure () -> [SourceFile]
  ) {
    var hidden: [HiddenPhrase] = []
    let texts = MarkedTexts(project, ceiling: ceiling)
    texts.forEach(hidden: true) { hidden.append($0) }
    guard !hidden.isEmpty else { return nil }
    for phrase in hidden { add(phrase) }
    guard !needles.isEmpty else { return nil }
    sought = WordFilter(needles.keys)
    openings = WordFilter(LeakScan.openings(of: hidden))
    texts.forEach(hidden: false) { forget($0.text) }
    for file in vocabulary() {
      forget(String(decoding: file.bytes, as: UTF8.self))
    }
    for collection in Collection.allCases {
      for field in Schema.fields(of: collection).fields { forget(field.key) }
    }
    guard !needles.isEmpty else { return nil }
    sought = WordFilter(needles.keys)
  }

  // MARK: Finding

  /// What of the hidden material stands in a file, each once, by place.
  package func findings(in pieces: [[UInt8]], path: String) -> [Finding] {
    var found: Set<Finding> = []
    var stream = WordStream(form: LeakScan.form(of: path))
    let report = { (shape: WordStream.Shape, window: WordStream.Window, isKey: Bool) in
      guard !isKey else { return }
      search(window) { hash in if let finding = needles[hash] { found.insert(finding) } }
    }
    for piece in pieces { piece.withUnsafeBufferPointer { stream.read($0, report) } }
    stream.finish(report)
    return found.sorted { ($0.span, $0.marking) < ($1.span, $1.marking) }
  }

  private static func form(of path: String) -> WordStream.Form {
    if path.hasSuffix(".html") || path.hasSuffix(".epub") { return .html }
    if path.hasSuffix(".md") { return .markdown }
    // The index of pages is data in JSON, set by a script.
    if path.hasSuffix(".json") || path.hasSuffix(".js") { return .json }
    return path.hasSuffix(".csv") ? .csv : .plain
  }

  /// Every sequence of words ending here that may be a needle.
  private func search(_ window: WordStream.Window, _ visit: (UInt64) -> Void) {
    let single = window.single
    guard openings.mayHold(single) else { return }
    if sought.mayHold(single) { visit(single) }
    guard window.count > 1 else { return }
    var hash = window.pair
    guard openings.mayHold(hash) else { return }
    if sought.mayHold(hash) { visit(hash) }
    for length in stride(from: 3, through: window.count, by: 1) {
      hash = window.lengthen(hash, to: length)
      if sought.mayHold(hash) { visit(hash) }
    }
  }

  // MARK: Making

  private mutating func add(_ phrase: HiddenPhrase) {
    let finding = Finding(span: phrase.span, marking: phrase.marking)
    var words: [WordStream.Shape] = []
    var lastWindow = WordStream.Window()
    LeakScan.read(phrase.text) { shape, window in
      words.append(shape)
      lastWindow = window
      if phrase.kind.isDistinctive(shape) { needles[window.hash(1)] = finding }
      let length = WordStream.Window.capacity
      guard window.count == length, words.suffix(length).allSatisfy(\.hasLetter) else { return }
      needles[window.hash(length)] = finding
    }
    // A name or a short passage counts as a whole.
    guard lastWindow.count == words.count, words.count < WordStream.Window.capacity,
      words.contains(where: \.hasLetter), phrase.isDistinctive(words)
    else { return }
    needles[lastWindow.hash(words.count)] = finding
  }

  /// The hashes of each word and each pair of words of hidden material.
  private static func openings(of phrases: [HiddenPhrase]) -> Set<UInt64> {
    var openings: Set<UInt64> = []
    for phrase in phrases {
      read(phrase.text) { _, window in
        openings.insert(window.single)
        if window.count > 1 { openings.insert(window.pair) }
      }
    }
    return openings
  }

  /// Seeks no longer what readers may see all the same.
  private mutating func forget(_ text: String) {
    var seen: [UInt64] = []
    LeakScan.read(text) { _, window in
      search(window) { hash in if needles[hash] != nil { seen.append(hash) } }
    }
    for hash in seen { needles[hash] = nil }
  }

  private static func read(
    _ text: String, _ report: (WordStream.Shape, WordStream.Window) -> Void
  ) {
    var text = text
    var stream = WordStream(form: .plain)
    text.withUTF8 { bytes in
      stream.read(bytes) { shape, window, _ in report(shape, window) }
    }
    stream.finish { shape, window, _ in report(shape, window) }
  }
}

/// A text of hidden material.
struct HiddenPhrase {
  enum Kind {
    /// An id: distinctive by its hyphens and digits.
    case id
    /// A name, title or address: distinctive as a whole.
    case name
    /// A sentence: distinctive by its phrases.
    case prose

    /// Whether one word alone betrays where it comes from.
    func isDistinctive(_ word: WordStream.Shape) -> Bool {
      if word.hasLetter, word.hasDigit, word.length >= 6 { return true }
      guard self == .id, word.hasLetter else { return false }
      return word.length >= (word.hasHyphen ? 4 : 6)
    }
  }

  var text: String
  var kind: Kind
  var span: SourceSpan
  var marking: Marking

  /// Whether the whole text, these few words, betrays where it comes from.
  func isDistinctive(_ words: [WordStream.Shape]) -> Bool {
    let length = words.reduce(words.count - 1) { $0 + $1.length }
    switch kind {
    case .id: return words.count > 1 && length >= 8
    case .name: return length >= (words.count == 1 ? 5 : 8)
    case .prose: return words.count > 2 && length >= 16
    }
  }
}

/// A set of hashes that may answer yes wrongly, and never no.
struct WordFilter: Sendable {
  private var bits: [UInt64]
  private let mask: UInt64

  init(_ hashes: some Swift.Collection<UInt64>) {
    var size = 1024
    while size < hashes.count * 32, size < 1 << 24 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
    for hash in hashes {
      let bit = hash & mask
      bits[Int(bit >> 6)] |= 1 << (bit & 63)
    }
  }

  func mayHold(_ hash: UInt64) -> Bool {
    let bit = hash & mask
    return bits[Int(bit >> 6)] & (1 << (bit & 63)) != 0
  }
}
