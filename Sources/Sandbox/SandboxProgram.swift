// SPDX-License-Identifier: MIT
// Where the program of a sandbox is. Any thread but audio.

internal import Glibc

/// The file `wavesink-sandbox`.
public enum SandboxProgram {
  /// Beside the program that runs, as it is built, or in `lib/wavesink`, as it is installed. Thread: any but audio.
  public static var path: String {
    let beside = ownFolder + "/wavesink-sandbox"
    return unsafe access(beside, X_OK) == 0 ? beside : ownFolder + "/../lib/wavesink/wavesink-sandbox"
  }

  /// Where the program that runs lies. Thread: any but audio.
  static var ownFolder: String {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return "." }
    defer { unsafe free(path) }
    let whole = unsafe String(cString: path)
    return whole.lastIndex(of: "/").map { String(whole[..<$0]) } ?? "."
  }
}
