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
  private var controllers = [46 of Double](repeating: 0)
  private var unregistered = [46 of Double](repeating: 0)
  /// Values that stand in place of the region's own, a bit a place: AWE32 sets, it does not add.
  private var replacements = [46 of Double](repeating: 0)
  private var replacedMask: UInt64 = 0
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

  /// What is added at a place. Thread: audio.
  @_noLocks @_noAllocation
  func added(_ place: Int) -> Double { controllers[place] + unregistered[place] }

  /// A value of a region with what the channel makes of it. Thread: audio.
  @_noLocks @_noAllocation
  func applied(to own: Double, at place: Int) -> Double {
    let base = replacedMask & 1 << UInt64(place) != 0 ? replacements[place] : own
    // A vibrato can be turned down to nothing, but not round.
    if place >= ChannelOffsets.firstDepth, base >= 0 { return max(base + controllers[place], 0) + unregistered[place] }
    return base + added(place)
  }

  /// The four live parameters of a generator's depth, or of the parameters themselves. Thread: audio.
  @_noLocks @_noAllocation
  func applied(to own: SIMD4<Double>, from first: Int) -> SIMD4<Double> {
    SIMD4(
      applied(to: own[0], at: first), applied(to: own[1], at: first &+ 1), applied(to: own[2], at: first &+ 2),
      applied(to: own[3], at: first &+ 3))
  }
}
