// SPDX-License-Identifier: MIT
// Writes files of other kinds with the same care. Never on the audio thread.

import Glibc

/// Files that are written at once.
public enum WholeFile {
  /// Writes `pieces`, one after the other, to the file `path`; `-` is standard output.
  ///
  /// The file gets its name when it is complete; before that, or after a failure, a file of that name stays as it was.
  /// Thread: control or worker.
  public static func write(_ pieces: some Sequence<ArraySlice<UInt8>>, to path: String) throws(AudioFileError) {
    let place = try OutputPlace(path: path)
    var file = FileDescriptor(place.descriptor)
    for piece in pieces { _ = unsafe piece.withUnsafeBytes { unsafe file.write($0) } }
    file.flush()
    guard file.firstErrno == 0 else {
      place.abandon()
      throw AudioFileError(path, .system(.write, errno: file.firstErrno))
    }
    if let code = place.commit() { throw AudioFileError(path, .system(.finish, errno: code)) }
  }
}
