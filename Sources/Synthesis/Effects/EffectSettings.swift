// SPDX-License-Identifier: MIT
// What messages have said about reverb and chorus, in the units of people. Any thread.

/// Reverb and chorus as the last messages have set them (GM2 global parameter control, GS and XG effect messages).
public struct EffectSettings: BitwiseCopyable, Sendable {
  /// The room of a reverb.
  public enum Room: BitwiseCopyable, Sendable {
    case none, smallRoom, mediumRoom, largeRoom, mediumHall, largeHall, stage, plate, delay, panningDelay, tunnel
  }

  /// The reverb.
  public struct Reverb: BitwiseCopyable, Sendable {
    /// What it is like.
    public var room = Room.largeHall
    /// Seconds to −60 dB.
    public var timeSeconds = 1.8
    /// Of what comes back, linear: 1 by default.
    public var level = 1.0
    /// Of what goes in, linear: 1 by default.
    public var inputGain = 1.0
    /// Of the time of the highs to that of the lows; 0 for the room's own.
    public var highFrequencyRatio = 0.0
    /// Seconds before it begins.
    public var preDelaySeconds = 0.0
    /// GS: how much of the highs is taken away before it, 0 to 7.
    public var preLowPass: UInt8 = 0
    /// Of the delays, −1…1.
    public var feedback = 0.0

    @_noLocks @_noAllocation
    init() {}
  }

  /// The chorus.
  public struct Chorus: BitwiseCopyable, Sendable {
    /// How it sounds: a chorus, or one of its relatives.
    public enum Kind: BitwiseCopyable, Sendable { case none, chorus, celeste, flanger, shortDelay }
    /// What it is.
    public var kind = Kind.chorus
    /// Of its LFO.
    public var rateHertz = 0.366
    /// From one end of the delay's swing to the other.
    public var depthSeconds = 0.006_25
    /// −1…1.
    public var feedback = 0.061
    /// The delay that the LFO moves.
    public var delaySeconds = 0.008
    /// Of what comes back, linear: 1 by default.
    public var level = 1.0
    /// Of the chorus into the reverb, 0…1.
    public var sendToReverb = 0.0
    /// GS: how much of the highs is taken away before it, 0 to 7.
    public var preLowPass: UInt8 = 0

    @_noLocks @_noAllocation
    init() {}
  }

  /// The reverb.
  public var reverb = Reverb()
  /// The chorus.
  public var chorus = Chorus()
  /// Counts the changes, so that an effect can tell.
  public internal(set) var changeCount: UInt64 = 0

  /// A large hall and a slow chorus: power-on in every dialect (GM2 4.1, GS Hall 2 and Chorus 3, XG Hall 1 and Chorus 1
  /// are of this kind). Thread: any.
  @_noLocks @_noAllocation
  public init() {}
}
