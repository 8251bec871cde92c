// SPDX-License-Identifier: MIT
// What people have set of a client. Control threads.

import Synthesis

/// The properties of an instrument as they were set last, which a new engine is told.
struct StudioSettings: Sendable, Equatable {
  /// dB; −96 is silence.
  var volume: Float = 0
  /// dB.
  var boost: Float = 0
  /// Nil until somebody sets it: then it is what MIDI messages say.
  var reverb: ReverbSettings?
}

/// A reverb as DirectMusic describes it (`directmusic.md` 3.6).
public struct ReverbSettings: Codable, Sendable, Equatable {
  /// dB, −96 to 0.
  public var inputGain: Float
  /// dB, −96 to 0.
  public var mix: Float
  /// Seconds to −60 dB, 0.001 to 3.
  public var time: Float
  /// Of the time of the highs to that of the lows, 0.001 to 0.999; 0 where the room has its own.
  public var highFrequencyRatio: Float

  /// Thread: any.
  public init(inputGain: Float, mix: Float, time: Float, highFrequencyRatio: Float) {
    self.inputGain = inputGain
    self.mix = mix
    self.time = time
    self.highFrequencyRatio = highFrequencyRatio
  }
}
