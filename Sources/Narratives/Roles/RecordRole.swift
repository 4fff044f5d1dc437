internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// `` {incident}`the Bybit theft <bybit-2025>` ``, and likewise `entity`, `sanction`, `measure`.
enum RecordRole {
  static func definition(_ collection: Collection) -> RoleDefinition {
    RoleDefinition(name: collection.singular, variants: .none) { role, page in
      let reference = RecordReference(collection, role.target.value)
      guard page.lookups.corpus.contains(reference) else {
        page.report(page.unknownRecord(role.target, in: collection))
        return role.shownText
      }
      page.name(reference)
      let content =
        role.writtenText ?? page.lookups.name(of: reference, inTextOf: page.language)
      return [.link(target: .record(reference), title: "", content: content)]
    }
  }
}

extension PageCompiler {
  /// Why an id names no record: it exists only after the dates asked for, or not at all.
  func unknownRecord(_ id: Located<String>, in collection: Collection) -> Diagnostic {
    let reference = RecordReference(collection, id.value)
    if lookups.hasDateOption, lookups.edition.removedByDate.contains(reference) {
      return .laterRecord(id, kind: collection.singular)
    }
    return .unknownTarget(
      id, kind: collection.singular, nearest: nearest(to: id.value, in: collection))
  }
}
