// SPDX-License-Identifier: MIT
// Files that the command line names. Any thread but audio.

import DLS
import Glibc

/// Reads songs and banks, whose sizes are 32-bit numbers.
enum InputFile {
  /// A RIFF form with its header; a song is far smaller.
  private static let byteLimit = (1 << 32) + 8

  /// All bytes of a file.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    try checkSize(path)
    do { return try FileBytes.read(path) } catch { throw .badInput(path, error.description) }
  }

  /// Refuses a file that would only fill the memory; what cannot be looked at is left to who opens it.
  static func checkSize(_ path: String) throws(CommandFailure) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > byteLimit else { return }
    throw .badInput(path, "is too large for a song or a bank: \(facts.st_size >> 30) GiB, expected 4 at most")
  }
}
