package import Diagnostics
package import Records

/// Selects what an edition may hold, before anything is queried, numbered, named or rendered.
package struct EditionSelector: Sendable {
  package init() {}

  package func select(
    _ pack: Pack, from project: Project, for request: EditionRequest
  ) -> Checked<EditionPack> {
    Checked(
      EditionPack(
        request: request, settings: project.settings, corpus: project.corpus, pack: pack,
        asOf: request.asOf ?? pack.asOf?.value))
  }
}
