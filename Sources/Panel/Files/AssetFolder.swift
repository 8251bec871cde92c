// SPDX-License-Identifier: MIT
// The files that the page is made of. Control threads.

/// A folder of files, read anew for each request: they are few and small.
struct AssetFolder: Sendable {
  private static let limitBytes = 1 << 20
  private static let types = [
    "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "woff2": "font/woff2",
    "webmanifest": "application/manifest+json", "json": "application/json",
  ]

  private let path: String

  /// Throws where there is no page in it. Thread: setup.
  init(_ path: String) throws(PanelError) {
    self.path = path
    guard FileBytes.read(path + "/index.html", limitBytes: AssetFolder.limitBytes) != nil else { throw .noAssets(path) }
  }

  /// The file of a name, or that there is nothing new in it for who has it already.
  func response(name: Substring, head: RequestHead) throws(Refusal) -> Response {
    guard AssetFolder.isName(name), let type = AssetFolder.types[String(name.split(separator: ".").last ?? "")],
      let bytes = FileBytes.read("\(path)/\(name)", limitBytes: AssetFolder.limitBytes)
    else { throw Refusal(404, "There is no such file.") }
    let tag = AssetFolder.tag(bytes)
    var fields = [("ETag", tag), ("Cache-Control", "no-cache")]
    if head.words("if-none-match").contains(tag) { return Response(304, fields: fields) }
    fields.append(("Content-Type", type))
    return Response(200, fields: fields, body: bytes)
  }

  /// One name, with letters and digits at both ends of each part: none that leads anywhere else.
  static func isName(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.count <= 64
          && part.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
          }
      }
  }

  /// Another one for other bytes: FNV-1a, for nobody gains by two files with the same.
  private static func tag(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\"\(String(hash, radix: 16))-\(bytes.count)\""
  }
}
