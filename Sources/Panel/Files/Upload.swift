// SPDX-License-Identifier: MIT
// A bank on its way from a page. Control threads.

internal import Glibc

/// A file that is being written; it goes again unless it is moved.
final class Upload: Sendable {
  /// Where it is for now.
  let path: String
  /// What it is to be called.
  let name: String
  let number: Int
  let bytes: Int
  private let descriptor: Int32

  init(path: String, name: String, number: Int, bytes: Int) throws(Refusal) {
    (self.path, self.name, self.number, self.bytes) = (path, name, number, bytes)
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Upload.fault(path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(path)
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

  /// Gives it its name; false where there is something of that name.
  func move(to target: String) throws(Refusal) -> Bool {
    let place = unsafe open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard place >= 0 else {
      if errno == EEXIST { return false }
      throw Upload.fault(target)
    }
    close(place)
    guard unsafe rename(path, target) == 0 else {
      let fault = Upload.fault(target)
      unsafe unlink(target)
      throw fault
    }
    return true
  }

  private static func fault(_ path: String) -> Refusal {
    Refusal(507, "\(path) cannot be written: \(unsafe String(cString: strerror(errno)))")
  }
}
