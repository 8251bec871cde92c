// SPDX-License-Identifier: MIT
// How loud channels are, for whoever asks. Control threads.

import Realtime

/// The greatest samples of each channel in the last moments. Whoever asks sees the same, however many ask.
struct ChannelMeters {
  /// Of the moment at hand, and of the one before; a moment is as long as that of `PeakMeter`.
  private var present: [Float]
  private var last: [Float]
  /// When the moment at hand began; nil before the first.
  private var began: ContinuousClock.Instant?

  /// Silence.
  init(channelCount: Int) {
    present = [Float](repeating: 0, count: channelCount)
    last = present
  }

  /// Takes in what came since the last call.
  mutating func take(_ activity: borrowing ChannelActivity, at now: ContinuousClock.Instant) {
    if now - (began ?? now) >= PeakMeter.moment {
      last = present
      for channel in present.indices { present[channel] = 0 }
      began = now
    }
    began = began ?? now
    for channel in present.indices { present[channel] = max(present[channel], activity.takePeak(ofChannel: channel)) }
  }

  /// What meters are to show, channel by channel.
  var shown: [Float] { zip(last, present).map { max($0, $1) } }
}
