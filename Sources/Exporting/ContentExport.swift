internal import Diagnostics
package import Records
package import Rendering

/// An edition's sources: a project that holds what one audience may see and compiles to the same
/// bytes.
///
/// Nothing is copied from the project's content but images. Each file is written anew from values
/// that `EditionSelector` left, one file a record, named by its id and by nothing else. So what
/// selection removed cannot come along: not in a comment, since trees and records hold none; not in
/// a file's name, since those are not kept; not in an importer's `original`, a draft that no
/// contents name or an image that no text shows, since none is written; and not by a mistake of
/// this stage, which never sees it. A mistake here can only lose or bend what is kept, and whoever
/// exports compiles the result and compares.
package struct ContentExport: Sendable {
  package init() {}

  /// The files below the exported folder, sorted by path.
  ///
  /// `project` is what `EditionSelector` left for `edition`; `assets` are images by path from the
  /// project's root, of which those that packs list are taken.
  package func files(
    of project: Project, for edition: Edition, assets: [String: [UInt8]]
  ) -> [RenderedFile] {
    let ceiling = edition.ceiling
    var files: [RenderedFile] = []
    func add(_ path: String, _ bytes: [UInt8]) {
      files.append(RenderedFile(path: path, bytes: bytes, marking: ceiling))
    }
    let settings = SettingsText(settings: project.settings, ceiling: ceiling)
    add("Content/dossier.yaml", Array(settings.text.utf8))
    for record in project.corpus.all {
      let text = RecordText(record: record, defaultLanguage: project.settings.defaultLanguage)
      for file in text.files { add(file.path, Array(file.text.utf8)) }
    }
    for pack in project.packs {
      for file in PackText(pack: pack).files { add(file.path, Array(file.text.utf8)) }
      for path in pack.assets {
        if let bytes = assets[path] { add(path, bytes) }
      }
    }
    return files.sorted { $0.path.precedesInBytes($1.path) }
  }
}
