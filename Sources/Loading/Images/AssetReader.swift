package import Records

/// Reads the images of a project's packs.
package struct AssetReader<Files: ProjectFiles> {
  private let files: Files

  package init(files: Files) { self.files = files }

  /// Images by path from the project's root, without their metadata.
  ///
  /// A pack no longer lists a file that is no sound image of its kind: whatever shows it is
  /// reported where it does, in the editions that have that place.
  package func read(_ project: inout Project) throws(FileFailure) -> [String: [UInt8]] {
    let limits = LoadingLimits(raisedBy: project.settings.limits)
    var images: [String: [UInt8]] = [:]
    for path in Set(project.packs.flatMap(\.assets)).sorted() {
      let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      images[path] = ImageFile(try files.read(path), ending: ending, limits: limits)?.bytes
    }
    for index in project.packs.indices {
      project.packs[index].assets.removeAll { images[$0] == nil }
    }
    return images
  }
}
