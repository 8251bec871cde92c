// SPDX-License-Identifier: MIT
// The notes that are held while a synthesizer is measured.

/// A key held on a channel.
struct Note {
  /// 0 to 15.
  let channel: Int
  /// 0 to 127.
  let key: Int

  /// The velocity of every note.
  static let velocity = 100

  /// The channels but the tenth, which plays drums.
  private static let channels = (0..<16).filter { $0 != 9 }

  /// The `index`th note; no two of the first 525 are alike. Over each octave the keys go up in minor thirds, so that
  /// voices read their waves at many speeds.
  init(index: Int) {
    let row = index / Note.channels.count
    channel = Note.channels[index % Note.channels.count]
    key = 36 + (row * 3) % 36 + row / 12
  }
}
