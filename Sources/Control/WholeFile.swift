// SPDX-License-Identifier: MIT
// Files that are there as a whole or not at all. Control threads.

internal import Glibc

/// Writes another file and puts it in the place of the old one: who reads it finds all of one of the two.
enum WholeFile {
  /// 0, or the system's number of what went wrong; then the old file is as it was. `mode`: permissions of the new one.
  /// `isDurable`: it is on the disk when this returns.
  static func write(_ text: String, to path: String, mode: mode_t, isDurable: Bool) -> Int32 {
    let draft = path + ".\(getpid())"
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { return errno }
    var code = writeAll(Array(text.utf8), to: file)
    if code == 0, isDurable, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(draft, path) != 0 { code = errno }
    if code != 0 { unsafe unlink(draft) }
    return code
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(file, $0.baseAddress.map { unsafe $0 + done }, $0.count - done)
      }
      guard count > 0 else { return count < 0 ? errno : EIO }
      done += count
    }
    return 0
  }

  /// The system's words for a number.
  static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
