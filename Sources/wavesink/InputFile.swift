// SPDX-License-Identifier: MIT
// Files that the command line names. Any thread but audio.

import DLS
import Glibc

/// Reads songs and banks.
enum InputFile {
  /// All bytes of a file.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    do { return try FileBytes.read(path) } catch { throw .badInput(path, error.description) }
  }

  /// A file to be read in parts.
  static func source(_ path: String) throws(CommandFailure) -> ByteSource {
    do { return try ByteSource(path: path) } catch { throw .badInput(path, error.description) }
  }

  /// Refuses a file that would only fill the memory; what cannot be looked at is left to who opens it.
  static func checkSize(_ path: String) throws(CommandFailure) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > FileBytes.byteLimit else {
      return
    }
    throw .badInput(path, FileBytes.Failure.tooLarge(limit: FileBytes.byteLimit).description)
  }
}
