// SPDX-License-Identifier: MIT
// Rack files on the disk. Control threads.

internal import Glibc

/// Reads and writes rack files.
public enum RackFile {
  /// What a rack may take: far more than any has.
  private static let longest = 4 << 20

  /// Thread: control.
  public static func read(_ path: String) throws(RackError) -> Rack {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw systemFault("cannot be read") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= longest {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw systemFault("cannot be read") }
      guard count > 0 else { return try Rack(yaml: String(decoding: bytes, as: UTF8.self)) }
      bytes += buffer[..<count]
    }
    throw RackError(line: nil, key: nil, problem: "is too large for a rack: more than \(longest >> 20) MB")
  }

  /// Writes another file and puts it in the place of the old one, so that there is always a whole one. Thread: control.
  public static func write(_ rack: Rack, to path: String) throws(RackError) {
    let draft = path + ".\(getpid())"
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw systemFault("cannot be written") }
    var isWhole = true
    unsafe Array(rack.yaml.utf8).withUnsafeBytes { bytes in
      var done = 0
      while isWhole, done < bytes.count {
        let count = unsafe Glibc.write(file, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
        isWhole = count > 0
        done += max(0, count)
      }
    }
    isWhole = isWhole && fsync(file) == 0
    isWhole = close(file) == 0 && isWhole
    isWhole = unsafe isWhole && rename(draft, path) == 0
    guard isWhole else {
      let fault = systemFault("cannot be written")
      unsafe unlink(draft)
      throw fault
    }
  }

  private static func systemFault(_ what: String) -> RackError {
    RackError(line: nil, key: nil, problem: "\(what): \(unsafe String(cString: strerror(errno)))")
  }
}
