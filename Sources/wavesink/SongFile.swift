// SPDX-License-Identifier: MIT
// A song from the command line. Any thread but audio.

import DLS
import MIDI
import Synthesis

/// A song, where it came from, and the bank that it brings.
struct SongFile {
  let path: String
  let song: Song

  /// Reads a song; what is odd about it is said, what makes it unreadable is thrown.
  init(path: String) throws(CommandFailure) {
    self.path = path
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(path) } catch { throw .badInput(path, error.description) }
    do { song = try Song(bytes: bytes) } catch { throw .badInput(path, error.description) }
    for warning in song.warnings { Console.warning("\(path): \(warning)") }
    if song.omittedWarningCount > 0 { Console.warning("\(path): and \(song.omittedWarningCount) more") }
  }

  /// The bank that an RMID file carries.
  var bank: BankSource? {
    song.collection.map { .bytes(Array($0), name: "\(path) (its own bank)") }
  }

  /// The file's name without folders and ending.
  var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
