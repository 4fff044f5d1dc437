package import Records

/// Reads the images of a project's packs.
package struct AssetReader<Files: ProjectFiles> {
  private let files: Files
  /// What images were read before; nil where nothing was.
  private let memory: LoadingMemory?

  package init(files: Files, memory: LoadingMemory? = nil) {
    self.files = files
    self.memory = memory
  }

  /// Images by path from the project's root, without their metadata.
  ///
  /// A pack no longer lists a file that is no sound image of its kind: whatever shows it is
  /// reported where it does, in the editions that have that place.
  package func read(_ project: inout Project) throws(FileFailure) -> [String: [UInt8]] {
    let limits = LoadingLimits(raisedBy: project.settings.limits)
    let known = memory?.images ?? KeptImages()
    var kept = KeptImages(limits: limits)
    var images: [String: [UInt8]] = [:]
    for path in Set(project.packs.flatMap(\.assets)).sorted() {
      let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      let file = try files.read(path)
      if known.limits == limits, let image = known.images[path], image.file == file {
        kept.images[path] = image
      } else {
        kept.images[path] = (file, ImageFile(file, ending: ending, limits: limits)?.bytes)
      }
      images[path] = kept.images[path]?.image
    }
    memory?.images = kept
    for index in project.packs.indices {
      project.packs[index].assets.removeAll { images[$0] == nil }
    }
    return images
  }
}
