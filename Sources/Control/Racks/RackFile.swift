// SPDX-License-Identifier: MIT
// Rack files on the disk. Control threads.

internal import Glibc

/// Reads and writes rack files.
public enum RackFile {
  /// What a rack may take: some of the longest states that plug-ins may have.
  private static let longest = 256 << 20

  /// Thread: control.
  public static func read(_ path: String) throws(RackError) -> Rack {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw fault("cannot be read", errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= longest {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw fault("cannot be read", errno) }
      guard count > 0 else { return try Rack(yaml: String(decoding: bytes, as: UTF8.self)) }
      bytes += buffer[..<count]
    }
    throw RackError(line: nil, key: nil, problem: "is too large for a rack: more than \(longest >> 20) MB")
  }

  /// Writes a rack, in the place of the file that is there. Thread: control.
  public static func write(_ rack: Rack, to path: String) throws(RackError) {
    let code = WholeFile.write(rack.yaml, to: path, mode: 0o644, isDurable: true)
    guard code == 0 else { throw fault("cannot be written", code) }
  }

  private static func fault(_ what: String, _ code: Int32) -> RackError {
    RackError(line: nil, key: nil, problem: "\(what): \(WholeFile.reason(code))")
  }
}
