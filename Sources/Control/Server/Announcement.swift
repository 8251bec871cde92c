// SPDX-License-Identifier: MIT
// How a control server is found by the client's name. Control threads.

internal import Glibc

/// A file that tells where a client's control server is: `wavesink/NAME.osc` in the user's folder for what runs.
public struct Announcement: Sendable {
  private let path: String
  private let name: String
  private let url: String

  /// `$XDG_RUNTIME_DIR/wavesink`, or a folder in /tmp that is this user's alone.
  private static var folder: String {
    if let named = unsafe getenv("XDG_RUNTIME_DIR"), unsafe named.pointee != 0 {
      return unsafe String(cString: named) + "/wavesink"
    }
    return "/tmp/wavesink-\(getuid())"
  }

  private static func path(of name: String) -> String {
    folder + "/" + name.map { $0 == "/" ? "_" : String($0) }.joined() + ".osc"
  }

  /// Why a file cannot be written.
  public struct Failure: Error, CustomStringConvertible {
    /// The file, and the system's reason.
    public let description: String
  }

  /// Tells where the control server of the client `name` is; one of that name that has gone is replaced. Thread: control.
  public init(name: String, url: String) throws(Failure) {
    (self.name, self.url) = (name, url)
    path = Announcement.path(of: name)
    unsafe mkdir(Announcement.folder, 0o700)
    let code = WholeFile.write(url + "\n", to: path, mode: 0o600, isDurable: false)
    guard code == 0 else { throw Failure(description: "\(path): cannot be written: \(WholeFile.reason(code))") }
  }

  /// Takes the file away, unless somebody else's stands in its place. Thread: control.
  public func remove() { if Announcement.url(of: name) == url { unsafe unlink(path) } }

  /// Where the control server of the client `name` is; nil where none was announced. Thread: control.
  public static func url(of name: String) -> String? {
    let file = unsafe open(path(of: name), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 300)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init)
  }
}
