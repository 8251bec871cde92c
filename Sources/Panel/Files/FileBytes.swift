// SPDX-License-Identifier: MIT
// What is in a file. Control threads.

internal import Glibc

/// Reads files.
enum FileBytes {
  /// Nil where it is no file, cannot be read, or is longer than the limit.
  static func read(_ path: String, limitBytes: Int) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limitBytes
    else { return nil }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limitBytes {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += piece[..<count]
    }
    return nil
  }

  /// Whether two files have the same bytes. Others are served in between.
  static func areEqual(_ one: String, _ other: String) async -> Bool {
    let files = unsafe [open(one, O_RDONLY | O_CLOEXEC), open(other, O_RDONLY | O_CLOEXEC)]
    defer { for file in files where file >= 0 { close(file) } }
    var pieces = [[UInt8]](repeating: [UInt8](repeating: 0, count: 1 << 20), count: 2)
    while true {
      let counts = (0...1).map { index in
        unsafe pieces[index].withUnsafeMutableBytes { unsafe Glibc.read(files[index], $0.baseAddress, $0.count) }
      }
      guard counts[0] >= 0, counts[0] == counts[1], pieces[0][..<counts[0]] == pieces[1][..<counts[1]] else {
        return false
      }
      if counts[0] == 0 { return true }
      await Task.yield()
    }
  }
}
