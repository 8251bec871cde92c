// SPDX-License-Identifier: MIT
// Which channels are heard. Control threads.

import Realtime

/// What has been muted and what is solo, of the client's own groups or of those of who has it open.
///
/// Channels are numbered from 0 over these groups.
struct ChannelMix: Sendable, Equatable {
  /// Those that are not heard.
  var muted: Set<Int> = []
  /// Those that are heard alone, as long as there is one.
  var solo: Set<Int> = []
  /// What the engine has been told: the channels that it is to silence.
  var told: Set<Int> = []
  /// Something found no room: it is to be told later, and to take effect not before this frame. Nil where all was told.
  var behindFrom: FrameTime?

  /// The two ways to silence channels.
  enum Switch: Sendable { case mute, solo }

  /// Those that a switch is on for.
  subscript(_ which: Switch) -> Set<Int> {
    get {
      switch which {
      case .mute: muted
      case .solo: solo
      }
    }
    set {
      switch which {
      case .mute: muted = newValue
      case .solo: solo = newValue
      }
    }
  }

  /// Muted, or not among those that are solo.
  func isSilenced(_ channel: Int) -> Bool { muted.contains(channel) || !solo.isEmpty && !solo.contains(channel) }

  /// The silenced ones of the first `count` channels.
  func silenced(of count: Int) -> Set<Int> { Set((0..<count).filter(isSilenced)) }

  /// There are no more than `count` channels any more.
  mutating func trim(to count: Int) {
    muted = muted.filter { $0 < count }
    solo = solo.filter { $0 < count }
    told = told.filter { $0 < count }
  }
}
