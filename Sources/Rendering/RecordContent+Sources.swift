package import Narratives
package import Records

extension RecordContent {
  /// A source's full reference: author, title, container, number, publisher, date, address, copy.
  package func reference(_ source: Record) -> [ProseInline] {
    context.reference(of: source.reference) { makeReference(source) }
  }

  private func makeReference(_ source: Record) -> [ProseInline] {
    var sentences: [[ProseInline]] = []
    let author = authors(of: source)
    if !author.isEmpty { sentences.append([.isolated(author)]) }
    sentences.append(title(of: source))
    var imprint: [String] = []
    for key in ["container-title", "number"] {
      if let text = source.item.text(key) { imprint.append(text) }
    }
    if let publisher = source.item.text("publisher"), publisher != author {
      imprint.append(publisher)
    }
    if let issued = source.item.date("issued") { imprint.append(context.dates.text(issued)) }
    if !imprint.isEmpty { sentences.append([.text(imprint.joined(separator: ", "))]) }
    var result: [ProseInline] = []
    for sentence in sentences { result += ended(sentence) }
    return result + addresses(of: source)
  }

  /// The short form for tables: who, and the year.
  package func shortReference(_ reference: RecordReference) -> [ProseInline] {
    guard let source = context.corpus[reference] else { return [.text(reference.id)] }
    var who = authors(of: source)
    if who.isEmpty { who = source.item.text("publisher") ?? "" }
    if who.isEmpty { who = InlineText.plain(context.name(of: reference)) }
    if let issued = source.item.date("issued") { who += " " + context.dates.years(issued) }
    return linked(source, [.isolated(who)])
  }

  /// Text for a page without notes: its sources stand in the text, in their short form.
  func withoutNotes(_ inlines: [ProseInline]) -> [ProseInline] {
    var result: [ProseInline] = []
    for inline in inlines {
      switch inline {
      case .citation(let use):
        if !use.leadText.isEmpty {
          result.append(.text(use.leadText))
        } else if !use.items.isEmpty {
          result.dropTrailingSpace()
          result.append(.text(" ("))
          result += joined(use.items.map(worded), by: "; ")
          result.append(.text(")"))
        }
      case .footnote: result.dropTrailingSpace()
      case .emphasis(let content): result.append(.emphasis(withoutNotes(content)))
      case .strong(let content): result.append(.strong(withoutNotes(content)))
      case .marked(let marking, let content):
        result.append(.marked(marking, withoutNotes(content)))
      case .foreign(let language, let content):
        result.append(.foreign(language: language, withoutNotes(content)))
      default: result.append(inline)
      }
    }
    return result
  }

  /// A citation's source in its short form, with the words around it.
  private func worded(_ item: CitationUse.Item) -> [ProseInline] {
    var result = shortReference(item.source)
    if !item.prefix.isEmpty { result.insert(.text(item.prefix + " "), at: 0) }
    if !item.locator.isEmpty { result.append(.text(", " + item.locator)) }
    if !item.suffix.isEmpty {
      let joint = item.suffix.utf8.starts(with: ",".utf8) ? "" : " "
      result.append(.text(joint + item.suffix))
    }
    return result
  }

  /// The title, linked to the sources annex where the pack has one.
  private func title(of source: Record) -> [ProseInline] {
    [.emphasis(context.link(to: source.reference))]
  }

  /// A sentence with its stop and a space, unless it ends in one of its own.
  private func ended(_ sentence: [ProseInline]) -> [ProseInline] {
    let stops: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")]
    let isEnded = InlineText.plain(sentence).utf8.last.map(stops.contains) == true
    return sentence + [.text(isEnded ? " " : ". ")]
  }

  /// Address and archived copy, in full: readers on paper type them.
  private func addresses(of source: Record) -> [ProseInline] {
    var result: [ProseInline] = []
    for (key, label) in [("URL", nil), ("archiveURL", "note.archived")] {
      guard let url = source.item.text(key) else { continue }
      if !result.isEmpty { result.append(.text(" ")) }
      if let label { result.append(.text(context.strings(label) + " ")) }
      result += [.link(target: .url(url), title: "", content: [.text(url)]), .text(".")]
    }
    if let accessed = source.item.date("accessed"), !result.isEmpty {
      result.append(
        .text(
          " "
            + TextPattern.fill(
              context.strings("note.accessed"), ["date": context.dates.text(accessed)])))
    }
    return result
  }

  /// Authors by name, given names first; empty where none is named.
  package func authors(of source: Record) -> String {
    let names = source.item.items("author").compactMap { name -> String? in
      if let literal = name.text("literal") { return literal }
      let parts = [name.text("given"), name.text("family")].compactMap(\.self)
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
    return names.joined(separator: "; ")
  }

  func sourceFacts(of record: Record) -> [Fact] {
    let grade = RecordColumns(context: context).cell(
      RecordColumns(context: context).column("grade", of: .sources), of: record)
    let hasGrade = record.item["reliability"] != nil || record.item["credibility"] != nil
    return [
      fact("author", [.text(authors(of: record))].filter { _ in !authors(of: record).isEmpty }),
      fact("type", of: record), fact("publisher", of: record), fact("container-title", of: record),
      fact("number", of: record), fact("issued", of: record), fact("event-date", of: record),
      fact("accessed", of: record), fact("language", of: record), fact("URL", of: record),
      fact("archiveURL", of: record), fact("grade", hasGrade ? grade : []),
      fact("note", of: record),
    ].compactMap(\.self)
  }

  func sourceParts(of record: Record) -> [Part] {
    [
      part(
        "citedIn",
        list(context.relations.citers(of: record.reference).map(context.link)))
    ].compactMap(\.self)
  }

  /// The full references of everything a record rests on, its nested items' sources included.
  func sourcesPart(of record: Record) -> Part? {
    guard record.collection != .sources else { return nil }
    return part(
      "sources",
      list(SourceReferences.of(record.item).compactMap { context.corpus[$0].map(reference) }))
  }
}
