// SPDX-License-Identifier: MIT
// A bank on its way from a page. Control threads.

internal import Glibc
internal import Synchronization

/// A file that is being written; it goes again unless it is kept.
final class Upload: Sendable {
  let path: String
  let number: Int
  let bytes: Int
  private let descriptor: Int32
  private let isKept = Mutex(false)

  init(path: String, number: Int, bytes: Int) throws(Refusal) {
    (self.path, self.number, self.bytes) = (path, number, bytes)
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Upload.fault(path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if !isKept.withLock({ $0 }) {
      unsafe unlink(path)
      unsafe rmdir(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    }
  }

  /// Adds a piece.
  func write(_ piece: [UInt8]) throws(Refusal) {
    var position = 0
    while position < piece.count {
      let count = unsafe piece.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[position...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      guard count > 0 else { throw Upload.fault(path) }
      position += count
    }
  }

  func keep() { isKept.withLock { $0 = true } }

  private static func fault(_ path: String) -> Refusal {
    Refusal(507, "\(path) cannot be written: \(unsafe String(cString: strerror(errno)))")
  }
}
