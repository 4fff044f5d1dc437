import Foundation
import Glibc

/// One request sent as bytes, so that it may be as wrong as a test needs, and its whole answer.
package enum LocalRequest {
  package struct Answer: Sendable {
    package var status = 0
    package var head = ""
    package var body = ""
  }

  package static func get(
    _ target: String, port: UInt16, host: String? = nil, method: String = "GET",
    headers: [String] = []
  ) async throws -> Answer {
    let lines =
      ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"]
      + headers
    return try await send(lines.joined(separator: "\r\n") + "\r\n\r\n", port: port)
  }

  package static func send(_ text: String, port: UInt16) async throws -> Answer {
    // On a thread of its own: the server needs those that tasks share.
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try exchange(Array(text.utf8), port) })
      }
    }
  }

  private static func exchange(_ request: [UInt8], _ port: UInt16) throws -> Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    var limit = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    var answer = Answer()
    guard let end = text.range(of: "\r\n\r\n") else { return answer }
    answer.head = String(text[..<end.lowerBound])
    answer.body = String(text[end.upperBound...])
    answer.status = Int(answer.head.split(separator: " ").dropFirst().first ?? "") ?? 0
    return answer
  }
}
