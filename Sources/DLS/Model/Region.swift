// SPDX-License-Identifier: MIT
// One region of an instrument. Any thread but audio.

/// `rgn ` or `rgn2`: which notes play which wave, and how.
public struct Region: Sendable, Equatable {
  /// MIDI keys, inclusive.
  public var keys: ClosedRange<UInt8>
  /// Velocities, inclusive.
  public var velocities: ClosedRange<UInt8>
  /// `F_RGN_OPTION_SELFNONEXCLUSIVE`: the same key may sound more than once.
  public var isSelfNonExclusive = false
  /// `usKeyGroup`: regions of equal non-zero group cut each other off.
  public var keyGroup: UInt16 = 0
  /// `usLayer`: an editor's grouping, without effect on the sound; nil where the file has none.
  public var layer: UInt16?
  /// The region's own `wsmp`, which replaces the wave's as a whole.
  public var sample: SampleParameters?
  /// `wlnk`.
  public var link: WaveLink
  /// The connections of the region's applicable `lart` and `lar2`, in file order; these alone are used when present.
  public var articulation: [Connection]?
  /// True for `rgn2`.
  public var isLevel2 = false
  /// `LIST INFO`.
  public var info: Info = Info()

  /// A region of the given ranges that plays the wave of `link`. Thread: any.
  public init(keys: ClosedRange<UInt8>, velocities: ClosedRange<UInt8>, link: WaveLink) {
    self.keys = keys
    self.velocities = velocities
    self.link = link
  }
}

/// `wlnk`: the wave of a region.
public struct WaveLink: Sendable, Equatable {
  /// `F_WAVELINK_PHASE_MASTER`.
  public var isPhaseMaster = false
  /// `F_WAVELINK_MULTICHANNEL`: the output is fixed by `channelMask`, and pan has no effect.
  public var isMultichannel = false
  /// Regions of one instrument with equal non-zero group run sample-locked.
  public var phaseGroup: UInt16 = 0
  /// Speakers: bit 0 left or mono, bit 1 right, ….
  public var channelMask: UInt32 = 1
  /// Index into `Collection.waves`.
  public var cue: UInt32

  /// An ordinary mono source. Thread: any.
  public init(cue: UInt32) { self.cue = cue }
}
