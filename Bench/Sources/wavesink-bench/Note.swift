// SPDX-License-Identifier: MIT
// The notes that are held while a synthesizer is measured.

/// A key held on a channel.
struct Note {
  /// The channel group, numbered from 0.
  let group: Int
  /// 0 to 15, within the group.
  let channel: Int
  /// 0 to 127.
  let key: Int

  /// The velocity of every note.
  static let velocity = 100

  /// The channels but the tenth, which plays drums.
  static let channels = (0..<16).filter { $0 != 9 }
  /// Notes that a channel group has before they repeat.
  private static let countInGroup = 525

  /// Channel groups that so many notes need.
  static func groupCount(forNotes count: Int) -> Int { max(1, (count + countInGroup - 1) / countInGroup) }

  /// A key of the first group.
  init(channel: Int, key: Int) {
    group = 0
    self.channel = channel
    self.key = key
  }

  /// The `index`th note; no two of them are alike. Over each octave the keys go up in minor thirds, so that voices read
  /// their waves at many speeds.
  init(index: Int) {
    group = index / Note.countInGroup
    let place = index % Note.countInGroup
    let row = place / Note.channels.count
    channel = Note.channels[place % Note.channels.count]
    key = 36 + (row * 3) % 36 + row / 12
  }
}
