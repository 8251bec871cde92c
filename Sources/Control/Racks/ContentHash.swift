// SPDX-License-Identifier: MIT
// Tells whether a file is still the one that it was. Control threads.

internal import CXXHash
internal import Glibc
internal import Synchronization

/// A checksum of a file's content: XXH3 of 128 bits, as `xxh128sum` prints it.
public enum ContentHash {
  /// What was found before, by path; a file that has been written since has another size or time.
  private static let known = Mutex<[String: Known]>([:])

  private struct Known {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
    let hash: String
  }

  /// 32 digits; nil where it is no file that can be read. It reads all of one that is not known yet, however long the disk takes.
  /// Thread: one that may wait.
  public static func hash(ofFile path: String) -> String? {
    // One that is no file, such as a pipe, must not keep the opening waiting.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let (size, time) = (Int(status.st_size), status.st_mtim)
    if let known = known.withLock({ $0[path] }), known.size == size, known.seconds == time.tv_sec,
      known.nanoseconds == time.tv_nsec
    {
      return known.hash
    }
    guard let hash = hash(of: file) else { return nil }
    known.withLock {
      $0[path] = Known(size: size, seconds: time.tv_sec, nanoseconds: time.tv_nsec, hash: hash)
    }
    return hash
  }

  private static func hash(of file: Int32) -> String? {
    guard let state = unsafe XXH3_createState() else { return nil }
    defer { unsafe XXH3_freeState(state) }
    unsafe XXH3_128bits_reset(state)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      unsafe buffer.withUnsafeBytes { (bytes) -> Void in unsafe XXH3_128bits_update(state, bytes.baseAddress, count) }
    }
    let hash = unsafe XXH3_128bits_digest(state)
    return digits(hash.high64) + digits(hash.low64)
  }

  private static func digits(_ half: UInt64) -> String {
    let text = String(half, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
