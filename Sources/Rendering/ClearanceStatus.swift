internal import Diagnostics
internal import Narratives
internal import Records

/// Whether sections are cleared or drafts, in the words of a language; all of it is empty in an
/// edition that says nothing of what is cleared.
struct ClearanceStatus {
  let context: RenderingContext

  var label: String { context.strings("page.status") }

  /// `Cleared by …`, each clearance after the other, or `Draft`.
  func inlines(of section: String) -> [ProseInline] {
    guard let clearances = context.pack.clearances else { return [] }
    guard let own = clearances[section], !own.isEmpty else {
      return [.text(context.strings("page.draft"))]
    }
    let texts = own.map { clearance in
      TextPattern.fill(
        context.strings("page.cleared"),
        [
          "name": clearance.by, "role": clearance.role,
          "date": context.dates.text(clearance.date),
        ])
    }
    return [.isolated(texts.joined(separator: "; "))]
  }

  /// The same behind its label, as a line of its own.
  func line(of section: String) -> [ProseInline] {
    let status = inlines(of: section)
    return status.isEmpty ? [] : context.labelled(label, status)
  }

  /// How much of the pack is cleared.
  var ofPack: [ProseInline] {
    guard let clearances = context.pack.clearances else { return [] }
    var all = 0
    var cleared = 0
    for case .section(let section) in context.pack.contents {
      all += 1
      if clearances[section.name]?.isEmpty == false { cleared += 1 }
    }
    guard all > 0 else { return [] }
    if cleared == all { return [.text(context.strings("page.clearedPack"))] }
    return [
      .text(
        TextPattern.fill(
          context.strings("page.draftPack"), ["cleared": String(cleared), "all": String(all)]))
    ]
  }
}
