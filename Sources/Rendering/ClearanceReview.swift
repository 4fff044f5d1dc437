package import Diagnostics
internal import Editions
internal import Figures
package import Narratives
package import Records

/// Which clearances still hold, and what changed under those that do not.
package struct ClearanceReview {
  /// By section, those in force; nil where the edition has no file of clearances.
  package let inForce: [String: [Clearance]]?
  /// One warning for each that has lapsed.
  package let diagnostics: [Diagnostic]

  /// Compares every section of a pack that was cleared in its edition and language.
  ///
  /// Nothing is found lapsed as of another date than the pack's own, where texts differ by design.
  package init(_ pack: CompiledPack) {
    let request = pack.edition.request
    guard
      let own = pack.edition.pack.clearances.first(where: { $0.edition == request.edition.name })
    else {
      inForce = nil
      diagnostics = []
      return
    }
    let given = own.clearances.filter { $0.language == pack.language }
    var inForce: [String: [Clearance]] = [:]
    var lapsed: [Diagnostic] = []
    if !given.isEmpty {
      let context = RenderingContext(pack: pack)
      let hasOwnDates = request.asOf == nil && request.knownAt == nil
      var meanings: [String: SectionMeaning] = [:]
      for case .section(let section) in pack.contents
      where given.contains(where: { $0.section.value == section.name }) {
        meanings[section.name] = SectionMeaning(of: section, in: context)
      }
      for clearance in given.sorted(by: { $0.isBefore($1) }) {
        let meaning = meanings[clearance.section.value]
        if meaning == clearance.meaning {
          inForce[clearance.section.value, default: []].append(clearance)
        } else if hasOwnDates {
          lapsed.append(.lapsed(clearance, meaning, own, context))
        }
      }
    }
    self.inForce = inForce
    diagnostics = lapsed
  }
}

extension Diagnostic {
  /// `meaning` is nil where the edition has no such section.
  fileprivate static func lapsed(
    _ clearance: Clearance, _ meaning: SectionMeaning?, _ own: EditionClearances,
    _ context: RenderingContext
  ) -> Self {
    let name = clearance.section.value
    guard let meaning else {
      let names = context.pack.contents.compactMap { entry -> String? in
        if case .section(let section) = entry { section.name } else { nil }
      }
      let nearest = NearestName.nearest(to: name, in: names)
      return Self(
        .lapsedClearance, .warning,
        "a clearance is of a section in its edition: '\(own.edition)' has no '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        at: clearance.section.span, marking: own.ceiling)
    }
    let changes = MeaningChanges(from: clearance.meaning, to: meaning, context: context).notes
    let shown = changes.prefix(8)
    var notes = Array(shown)
    if changes.count > shown.count {
      notes.append(Note("and \(changes.count - shown.count) more changes", at: nil))
    }
    return Self(
      .lapsedClearance, .warning,
      "a clearance holds while its section says what was cleared: '\(name)' has changed since "
        + "\(clearance.by.quotation) cleared it on \(clearance.date)",
      at: clearance.section.span, notes: notes, marking: own.ceiling)
  }
}

/// What differs between two states of a section, in words.
private struct MeaningChanges {
  let old: SectionMeaning
  let new: SectionMeaning
  let context: RenderingContext

  init(from old: SectionMeaning, to new: SectionMeaning, context: RenderingContext) {
    self.old = old
    self.new = new
    self.context = context
  }

  /// Figures and records first, since texts follow from them.
  var notes: [Note] { figures + records + head + text }

  private var head: [Note] {
    var notes: [Note] = []
    if old.head != new.head { notes.append(Note("its title or kind changed", at: nil)) }
    if old.marking != new.marking {
      notes.append(
        Note("its marking was \(old.marking.label) and is \(new.marking.label)", at: nil))
    }
    return notes
  }

  private var figures: [Note] {
    names(old.figures, new.figures).map { id in
      let span = context.pack.figures.figure(id)?.definition.id.span
      switch (old.figures[id], new.figures[id]) {
      case (let before?, let after?):
        return Note(
          "the figure '\(id.quotation)' was \(before.quotation) and is \(after)", at: span)
      case (nil, _): return Note("it uses the figure '\(id)' now", at: span)
      default: return Note("it no longer uses the figure '\(id.quotation)'", at: span)
      }
    }
  }

  private var records: [Note] {
    names(old.records, new.records).map { name in
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      let span = Collection(rawValue: parts.first ?? "")
        .flatMap { context.corpus[RecordReference($0, parts.last ?? "")] }?.idSpan
      switch (old.records[name], new.records[name]) {
      case (_?, _?): return Note("'\(name.quotation)' changed", at: span)
      case (nil, _): return Note("it shows '\(name)' now", at: span)
      default: return Note("it no longer shows '\(name.quotation)'", at: span)
      }
    }
  }

  private func names(_ left: [String: String], _ right: [String: String]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
      .sorted { $0.precedesInBytes($1) }
  }

  /// Blocks are told by their place: a clearance keeps digests, no words.
  private var text: [Note] {
    guard old.text != new.text else { return [] }
    if old.text.sorted() == new.text.sorted() {
      return [Note("the blocks of its text stand in another order", at: nil)]
    }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.text.difference(from: old.text) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var notes: [Note] = []
    var before = 0
    var after = 0
    while before < old.text.count || after < new.text.count {
      switch (removed.contains(before), inserted.contains(after)) {
      case (true, true): notes.append(Note("block \(after + 1) of its text changed", at: nil))
      case (true, false):
        notes.append(Note("a block of its text is gone, after block \(after)", at: nil))
      case (false, true): notes.append(Note("block \(after + 1) of its text is new", at: nil))
      case (false, false): break
      }
      let keeps = !removed.contains(before) && !inserted.contains(after)
      if removed.contains(before) || keeps { before += 1 }
      if inserted.contains(after) || keeps { after += 1 }
    }
    return notes
  }
}
