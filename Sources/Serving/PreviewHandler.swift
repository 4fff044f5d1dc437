internal import Diagnostics
internal import Foundation
internal import Rendering

/// Answers one request from what the board shows.
struct PreviewHandler {
  let board: PreviewBoard
  let policy: RequestPolicy

  /// How long a reader waits for the next generation before asking again.
  static let longestWait = Duration.seconds(25)

  func response(to request: PreviewRequest) async -> PreviewResponse {
    if let refusal = policy.refusal(of: request) {
      let allowed = refusal == .methodNotAllowed ? [("Allow", "GET, HEAD")] : []
      return PreviewResponse(status: refusal, headers: allowed)
    }
    let target = request.path
    if target == LiveScript.path {
      return PreviewHandler.text(LiveScript.text, "text/javascript; charset=utf-8")
    }
    if target == "/.dossier/changes" { return await changes(request) }
    // Before anything has been compiled there is nothing to show.
    let state = await board.state(after: 0, atMost: PreviewHandler.longestWait)
    let path = RequestPath.file(target)
    if let path, PreviewHandler.isToldMore(request), let page = await page(path, state) {
      return page
    }
    // A script that comes for what it was told of is not kept waiting for a save made since, of
    // which it will be told in turn.
    if let path, request[LiveScript.header] == ["page"], state.pages == nil,
      state.files[PreviewHandler.page(path)] != nil
    {
      return answer(target, path, state)
    }
    return answer(
      target, path, await board.completeState(atMost: PreviewHandler.longestWait))
  }

  /// Whether whoever asks has a script that takes what is missing from a page as soon as it is
  /// known: the script itself, or a browser that opens a page.
  private static func isToldMore(_ request: PreviewRequest) -> Bool {
    request[LiveScript.header] == ["page"] || request["sec-fetch-dest"] == ["document"]
  }

  /// The page that an address leads to.
  private static func page(_ path: String) -> String {
    path.utf8.hasSuffix("/") ? path + "index.html" : path
  }

  /// A page of the last save that is not yet among the files.
  private func page(_ path: String, _ state: PreviewState) async -> PreviewResponse? {
    let path = PreviewHandler.page(path)
    guard let pages = state.pages, path.utf8.hasSuffix(".html"),
      let file = await pages.page(path)
    else { return nil }
    return serve(file, at: path, state)
  }

  private func answer(
    _ target: String, _ path: String?, _ state: PreviewState
  ) -> PreviewResponse {
    guard let path else { return missing(state) }
    if path.isEmpty { return front(state) }
    if let file = state.files[path] { return serve(file, at: path, state) }
    if path.utf8.hasSuffix("/"), let file = state.files[path + "index.html"] {
      return serve(file, at: path + "index.html", state)
    }
    if state.files[path + "/index.html"] != nil { return redirect(to: target + "/") }
    return missing(state)
  }

  // MARK: - Answers

  private func front(_ state: PreviewState) -> PreviewResponse {
    guard let only = state.editions.first else { return broken(state) }
    return state.editions.count == 1
      ? redirect(to: "/\(only)/") : page(LivePage.front(state))
  }

  private func redirect(to location: String) -> PreviewResponse {
    PreviewResponse(status: .temporaryRedirect, headers: [("Location", location)])
  }

  private func serve(
    _ file: RenderedFile, at path: String, _ state: PreviewState
  ) -> PreviewResponse {
    guard path.utf8.hasSuffix(".html") else {
      return PreviewResponse(
        status: .ok, headers: [("Content-Type", MediaType.of(path))], body: Data(file.bytes))
    }
    return page(LivePage.bytes(of: file, state))
  }

  /// Says nothing of what was asked for.
  private func missing(_ state: PreviewState) -> PreviewResponse {
    guard !state.files.isEmpty else { return broken(state) }
    let text = "<p><a href=\"/\">All editions</a></p>"
    return page(
      LivePage.empty(title: "Nothing compiles to this address", text: text, state), .notFound)
  }

  private func broken(_ state: PreviewState) -> PreviewResponse {
    page(
      LivePage.empty(
        title: "This project does not compile",
        text: "<pre>\(LivePage.escaped(state.findings))</pre>", state),
      .serviceUnavailable)
  }

  private func changes(_ request: PreviewRequest) async -> PreviewResponse {
    _ = await board.state(after: 0, atMost: PreviewHandler.longestWait)
    let page = request[LiveScript.header].first.flatMap(RequestPath.file)
      .map(PreviewHandler.page)
    let state = await board.state(
      after: request.number("after") ?? -1, open: page, atMost: PreviewHandler.longestWait)
    let news = JSONValue.object([
      "generation": .integer(state.generation), "save": .integer(state.save),
      "styles": .integer(state.styleGeneration), "findings": .text(state.findings),
    ])
    return PreviewHandler.text(
      String(decoding: news.lines, as: UTF8.self), "application/json; charset=utf-8")
  }

  private func page(_ bytes: Data, _ status: PreviewResponse.Status = .ok) -> PreviewResponse {
    PreviewResponse(
      status: status, headers: [("Content-Type", MediaType.of(".html"))], body: bytes)
  }

  private static func text(_ text: String, _ type: String) -> PreviewResponse {
    PreviewResponse(status: .ok, headers: [("Content-Type", type)], body: Data(text.utf8))
  }
}

/// What a browser takes a file for, by the ending of its name.
enum MediaType {
  static func of(_ path: String) -> String {
    let types = [
      ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
      ".js": "text/javascript; charset=utf-8", ".json": "application/json; charset=utf-8",
      ".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8",
      ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
      ".gif": "image/gif", ".webp": "image/webp", ".pdf": "application/pdf",
      ".epub": "application/epub+zip",
      ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) ?? path.endIndex
    return types[String(path[dot...])] ?? "application/octet-stream"
  }
}
