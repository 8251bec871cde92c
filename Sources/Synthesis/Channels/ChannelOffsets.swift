// SPDX-License-Identifier: MIT
// What a channel adds to the parameters of its notes. Audio thread.

/// Offsets to the engine's parameters in their own units: one mechanism for the sound controllers (CC71 to CC78) and for
/// unregistered parameters.
///
/// A place is a `Parameter.index`, or one of the depths that follow: of a generator at pitch, gain, pan or cutoff.
struct ChannelOffsets: BitwiseCopyable {
  /// A generator's depths: four places each, in the order of the live parameters.
  enum Depth {
    case lfo, vibrato, eg2

    /// The place of the depth at a live parameter, 0 pitch, 1 gain, 2 pan, 3 cutoff. Thread: audio.
    @_noLocks @_noAllocation
    func place(_ live: Int) -> Int {
      switch self {
      case .lfo: ChannelOffsets.firstDepth &+ live
      case .vibrato: ChannelOffsets.firstDepth &+ 4 &+ live
      case .eg2: ChannelOffsets.firstDepth &+ 8 &+ live
      }
    }
  }

  /// Where the depths begin; room for parameters that the engine may come to have is left below.
  static var firstDepth: Int { @_noLocks @_noAllocation get { 32 } }
  /// Where the sends to reverb and chorus stand, fractions of 1.
  static var reverb: Int { @_noLocks @_noAllocation get { 44 } }
  static var chorus: Int { @_noLocks @_noAllocation get { 45 } }

  /// From the sound controllers, and from unregistered parameters: each message replaces its own last one only.
  private(set) var controllers = [46 of Double](repeating: 0)
  private(set) var unregistered = [46 of Double](repeating: 0)
  /// Values that stand in place of the region's own, a bit a place: AWE32 sets, it does not add.
  private(set) var replacements = [46 of Double](repeating: 0)
  private(set) var replacedMask: UInt64 = 0
  /// True once anything has been set: until then a note does without.
  private(set) var isNeutral = true

  @_noLocks @_noAllocation
  init() {}

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setController(_ place: Int, _ value: Double) {
    guard controllers[place] != value else { return }
    controllers[place] = value
    isNeutral = false
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setUnregistered(_ place: Int, _ value: Double) {
    unregistered[place] = value
    isNeutral = false
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func replace(_ place: Int, _ value: Double) {
    replacements[place] = value
    replacedMask |= 1 << UInt64(place)
    isNeutral = false
  }
}
