import Foundation
import PackagePlugin

/// Embeds `Templates/` and the explanation pages of diagnostics into the target that uses it.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let folders = [
      ("Templates", package.appending(path: "Templates")),
      (
        "Explanations",
        package.appending(path: "Sources/DossierKit/DossierKit.docc/Diagnostics")
      ),
    ]
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInFiles.generated.swift")
    return [
      .buildCommand(
        displayName: "Embedding templates",
        executable: try context.tool(named: "TemplateEmbedder").url,
        arguments: [output.path] + folders.map { "\($0.0)=\($0.1.path)" },
        inputFiles: folders.flatMap { files(under: $0.1) },
        outputFiles: [output])
    ]
  }

  private func files(under folder: URL) -> [URL] {
    let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (enumerator?.compactMap { $0 as? URL } ?? [])
      .filter { !$0.hasDirectoryPath }
      .sorted { $0.path < $1.path }
  }
}
