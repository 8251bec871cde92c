// SPDX-License-Identifier: MIT
// A song from the command line. Any thread but audio.

import DLS
import MIDI
import Synthesis

/// A song, where it came from, and the bank that it brings.
struct SongFile {
  let path: String
  let song: Song
  /// The bank that an RMID file carries, if it can be played.
  let bank: BankSource?

  /// Reads a song; what is odd about it is said, what makes it unreadable is thrown.
  init(path: String) throws(CommandFailure) {
    self.path = path
    let bytes = try InputFile.read(path)
    do { song = try Song(bytes: bytes) } catch { throw .badInput(path, error.description) }
    for warning in song.warnings { Console.warning("\(path): \(warning)") }
    if song.omittedWarningCount > 0 { Console.warning("\(path): and \(song.omittedWarningCount) more") }
    bank = SongFile.bank(of: song, path: path)
  }

  /// Other banks may play a song whose own one is useless: that is odd, not an end.
  private static func bank(of song: Song, path: String) -> BankSource? {
    guard let form = song.collection else { return nil }
    do {
      _ = try Collection.read(form)
      return .bytes(Array(form), name: "\(path) (its own bank, from offset \(form.startIndex))")
    } catch {
      Console.warning("\(path): its own bank is left out: \(error)")
      return nil
    }
  }

  /// The file's name without folders and ending.
  var stem: String { SongFile.stem(of: path) }

  /// The name of the file at `path`, without folders and ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
