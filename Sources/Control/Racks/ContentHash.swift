// SPDX-License-Identifier: MIT
// Tells whether a file is still the one that it was. Control threads.

internal import CXXHash
internal import Glibc

/// A checksum of a file's content: XXH3 of 128 bits, as `xxh128sum` prints it.
public enum ContentHash {
  /// 32 digits; nil where the file cannot be read. It reads all of it, at some gigabytes a second. Thread: control.
  public static func hash(ofFile path: String) -> String? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
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
