// SPDX-License-Identifier: MIT
// Where the server's transport stands. Audio thread.

/// Where the transport stands at a frame of the host timeline, and how it moves on.
public struct TransportPosition: Equatable, BitwiseCopyable, Sendable {
  /// Tempo, meter, and the place in them.
  public struct Beats: Equatable, BitwiseCopyable, Sendable {
    /// Beats per minute, of which each is one of `beatUnit`: above 0.
    public var tempo: Double
    /// Of the meter, above 0.
    public var beatsPerBar: Double
    /// Of the meter: 4 for quarter notes.
    public var beatUnit: Double
    /// From 0.
    public var bar: Int64
    /// Beats since the bar began, from 0 up to `beatsPerBar`.
    public var barBeat: Double

    /// Thread: any.
    @_noLocks @_noAllocation
    public init(tempo: Double, beatsPerBar: Double, beatUnit: Double, bar: Int64, barBeat: Double) {
      (self.tempo, self.beatsPerBar, self.beatUnit) = (tempo, beatsPerBar, beatUnit)
      (self.bar, self.barBeat) = (bar, barBeat)
    }
  }

  /// Else it stands still.
  public var isRolling: Bool
  /// Frames since the transport's beginning.
  public var frame: Int64
  /// Frames per second.
  public var rate: Double
  /// Nil where nobody counts beats.
  public var beats: Beats?

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(isRolling: Bool, frame: Int64, rate: Double, beats: Beats?) {
    (self.isRolling, self.frame, self.rate, self.beats) = (isRolling, frame, rate, beats)
  }

  /// A beat that is so much off is another place, and no rounding: ticks are whole in many programs, and there are few in a beat in
  /// some.
  private static var tolerance: Double { @_noLocks @_noAllocation get { 0.02 } }

  /// Where it stands so many frames later. Thread: any.
  @_noLocks @_noAllocation
  public func after(_ frames: Int) -> TransportPosition {
    guard isRolling, frames > 0 else { return self }
    var later = self
    later.frame &+= Int64(frames)
    if var beats = later.beats {
      beats.barBeat += Double(frames) / rate * beats.tempo / 60
      let bars = beats.barBeat / beats.beatsPerBar
      if bars >= 1, bars < 0x1p52 {
        let whole = Int64(bars)
        beats.bar &+= whole
        beats.barBeat = max(0, beats.barBeat - Double(whole) * beats.beatsPerBar)
      }
      later.beats = beats
    }
    return later
  }

  /// Whether it is what was to be expected, so that nobody needs to be told. Thread: any.
  @_noLocks @_noAllocation
  public func isLike(_ expected: TransportPosition) -> Bool {
    guard isRolling == expected.isRolling, frame == expected.frame, rate == expected.rate else { return false }
    guard let beats, let other = expected.beats else { return beats == nil && expected.beats == nil }
    guard beats.tempo == other.tempo, beats.beatsPerBar == other.beatsPerBar, beats.beatUnit == other.beatUnit else {
      return false
    }
    // At the end of a bar one of the two may be in the next one already.
    let distance = Double(beats.bar &- other.bar) * beats.beatsPerBar + beats.barBeat - other.barBeat
    return distance.magnitude < TransportPosition.tolerance
  }
}
