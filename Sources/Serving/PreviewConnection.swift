internal import FlyingSocks
internal import Foundation

/// One browser's connection: requests one after the other, each with a head of bounded size that
/// comes within bounded time, and no body.
struct PreviewConnection {
  let socket: AsyncSocket
  let handler: PreviewHandler

  static let mostHeadBytes = 16 * 1024
  /// From one request's answer to the end of the next one's head.
  private static let longestPause = Duration.seconds(60)

  func run() async {
    var received: [UInt8] = []
    do {
      while true {
        switch try await nextHead(&received) {
        case .end: return close()
        case .tooLarge:
          try await send(PreviewResponse(status: .headTooLarge), isHead: false, isLast: true)
          return close()
        case .whole(let head):
          guard let request = PreviewRequest(head: head) else {
            try await send(PreviewResponse(status: .badRequest), isHead: false, isLast: true)
            return close()
          }
          let response = await handler.response(to: request)
          // What is left of a refused request is not read as the next one.
          let isLast = !request.isPersistent || PreviewConnection.ends(response.status)
          try await send(response, isHead: request.method == "HEAD", isLast: isLast)
          if isLast { return close() }
        }
      }
    } catch {
      // Whoever asked has gone.
      close()
    }
  }

  private static func ends(_ status: PreviewResponse.Status) -> Bool {
    switch status {
    case .ok, .temporaryRedirect, .notFound, .serviceUnavailable: false
    default: true
    }
  }

  private enum Head {
    /// Without its empty line.
    case whole(ArraySlice<UInt8>)
    case tooLarge
    case end
  }

  /// Reads up to the next empty line; what came behind it stays.
  private func nextHead(_ received: inout [UInt8]) async throws -> Head {
    var searched = 0
    while true {
      if let end = PreviewConnection.emptyLine(in: received, from: searched) {
        let head = received[..<end]
        received.removeSubrange(..<(end + 4))
        return end <= PreviewConnection.mostHeadBytes ? .whole(head) : .tooLarge
      }
      guard received.count <= PreviewConnection.mostHeadBytes else { return .tooLarge }
      searched = max(0, received.count - 3)
      guard let more = try await read() else { return .end }
      received += more
    }
  }

  private static func emptyLine(in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (start..<max(start, bytes.count - 3)).first {
      bytes[$0] == 0x0D && bytes[$0 + 1] == 0x0A && bytes[$0 + 2] == 0x0D && bytes[$0 + 3] == 0x0A
    }
  }

  /// The next bytes; nil where none come in time, or the other side has closed.
  private func read() async throws -> [UInt8]? {
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        do {
          return try await socket.read(atMost: 4096)
        } catch SocketError.disconnected {
          return nil
        }
      }
      group.addTask {
        try await Task.sleep(for: PreviewConnection.longestPause)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  private func send(_ response: PreviewResponse, isHead: Bool, isLast: Bool) async throws {
    try await socket.write(response.bytes(isHead: isHead, isLast: isLast))
  }

  private func close() {
    do {
      try socket.close()
    } catch {
      // A descriptor that is closed already needs no more.
    }
  }
}
