// SPDX-License-Identifier: MIT
// A song from the command line. Any thread but audio.

import DLS
import MIDI
import Synthesis

/// A song, where it came from, and the banks that it brings.
struct SongFile {
  let path: String
  let song: Song
  /// The banks that an RMID or XMF file carries, as far as they can be played.
  let banks: [BankSource]

  /// Reads a song; what is odd about it is said, what makes it unreadable is thrown.
  init(path: String) throws(CommandFailure) {
    self.path = path
    let bytes = try InputFile.read(path)
    do { song = try Song(bytes: bytes) } catch { throw .badInput(path, error.description) }
    for warning in song.warnings { Console.warning("\(path): \(warning)") }
    if song.omittedWarningCount > 0 { Console.warning("\(path): and \(song.omittedWarningCount) more") }
    banks = SongFile.playable(BankFile.of(song.embeddedBanks, path), path: path)
  }

  /// Other banks may play a song whose own one is useless: that is odd, not an end.
  private static func playable(_ banks: [BankFile], path: String) -> [BankSource] {
    banks.compactMap { bank in
      do {
        try bank.check()
        return bank.source
      } catch {
        Console.warning("\(path): its own bank is left out: \(error)")
        return nil
      }
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
