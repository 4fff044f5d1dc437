internal import Foundation

/// An answer, whole in memory.
struct PreviewResponse {
  enum Status: Int {
    case ok = 200
    case temporaryRedirect = 307
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case contentTooLarge = 413
    case addressTooLong = 414
    case misdirectedRequest = 421
    case headTooLarge = 431
    case serviceUnavailable = 503

    var phrase: String {
      switch self {
      case .ok: "OK"
      case .temporaryRedirect: "Temporary Redirect"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .contentTooLarge: "Content Too Large"
      case .addressTooLong: "URI Too Long"
      case .misdirectedRequest: "Misdirected Request"
      case .headTooLarge: "Request Header Fields Too Large"
      case .serviceUnavailable: "Service Unavailable"
      }
    }
  }

  var status: Status
  var headers: [(name: String, value: String)] = []
  var body = Data()

  /// Of every answer: kept by nobody, framed by nobody, read by no other site.
  private static let guards = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  /// The bytes to send; to `HEAD`, all but the body.
  func bytes(isHead: Bool, isLast: Bool) -> Data {
    var lines = ["HTTP/1.1 \(status.rawValue) \(status.phrase)"]
    for (name, value) in PreviewResponse.guards + headers { lines.append("\(name): \(value)") }
    lines.append("Content-Length: \(body.count)")
    if isLast { lines.append("Connection: close") }
    let head = Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    return isHead ? head : head + body
  }
}
