// SPDX-License-Identifier: MIT
// Where the bytes of a new file go until it is complete. Never on the audio thread.

import Glibc

/// A place for a new file: a hidden temporary file beside it that takes its name when all is well.
///
/// Who looks at the file sees the old one or the whole new one. What is no regular file (standard output, a pipe, a
/// device) is written directly.
struct OutputPlace {
  /// The file to be, with links resolved.
  private let target: String
  /// The temporary file's name; nil where the target is written directly.
  private let temporary: String?
  /// Open for reading and writing, or for writing only where the target is written directly.
  let descriptor: Int32

  /// Opens the place for the file `path`; `-` is standard output.
  init(path: String) throws(AudioFileError) {
    guard path != "-" else {
      (target, temporary, descriptor) = (path, nil, STDOUT_FILENO)
      return
    }
    var facts = stat()
    let exists = unsafe stat(path, &facts) == 0
    if exists, facts.st_mode & S_IFMT != S_IFREG {
      (target, temporary) = (path, nil)
      descriptor = try Self.open(path, O_WRONLY | O_CLOEXEC, for: path)
      return
    }
    // The rename would replace a write-protected file without a word.
    if unsafe exists && access(path, W_OK) != 0 { throw AudioFileError(path, .system(.create, errno: errno)) }
    target = exists ? Self.resolved(path) : path
    let made = try Self.openTemporary(beside: target, for: path)
    (descriptor, temporary) = (made.descriptor, made.name)
  }

  /// Whether the file can be read back and changed before it gets its name.
  var isRevisable: Bool { temporary != nil }

  /// Closes, and gives the file its name; the errno of what failed, after which nothing is left behind.
  func commit() -> Int32? {
    guard target != "-" else { return nil }
    guard close(descriptor) == 0 else {
      let code = errno
      remove()
      return code
    }
    guard let temporary else { return nil }
    guard unsafe rename(temporary, target) == 0 else {
      let code = errno
      remove()
      return code
    }
    return nil
  }

  /// Closes, and removes what was written; the file that was there before stays.
  func abandon() {
    if target != "-" { close(descriptor) }
    remove()
  }

  private func remove() {
    if let temporary { unsafe unlink(temporary) }
  }

  private static func openTemporary(
    beside target: String, for path: String
  ) throws(AudioFileError) -> (descriptor: Int32, name: String) {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    var number = 0
    while true {
      let name = "\(target[..<slash]).\(target[slash...]).\(getpid())-\(number).part"
      do throws(AudioFileError) {
        return (try open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, for: path), name)
      } catch {
        // Another writer of this process holds the name, or an earlier process was killed and left it.
        guard error.reason == .system(.create, errno: EEXIST), number < 1000 else { throw error }
        number += 1
      }
    }
  }

  private static func open(_ name: String, _ flags: Int32, for path: String) throws(AudioFileError) -> Int32 {
    let descriptor = unsafe Glibc.open(name, flags, 0o666)
    guard descriptor >= 0 else { throw AudioFileError(path, .system(.create, errno: errno)) }
    return descriptor
  }

  /// The file that links lead to, so that the file is replaced and not the link.
  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
