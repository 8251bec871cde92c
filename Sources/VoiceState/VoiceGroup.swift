// SPDX-License-Identifier: MIT
// The state of eight voices in structure-of-arrays form. Audio thread; `Voice+Start.swift` in Synthesis fills a lane.

/// Eight voices, a lane each: what the kernels read and write.
///
/// Two rates meet here. At audio rate the amplifier and the filter follow straight lines. At control rate, at the
/// beginning of each *cell* (at most `VoiceLayout.controlFrames` frames, never across an envelope's corner, an event
/// or a grid line of the timeline), `advanceControl` brings the generators to the present and `aimControl` computes
/// where the lines of the next cell end.
@frozen public struct VoiceGroup: BitwiseCopyable {
  // MARK: Audio rate

  /// Linear gain into each side, sample scale and pan included, and its change per frame.
  public var gainLeft = Lanes(), gainRight = Lanes(), gainLeftStep = Lanes(), gainRightStep = Lanes()
  /// y = K·x − b1·y₁ − b2·y₂, each with its change per frame. 1, 0, 0 passes the wave unchanged.
  public var filterK = Lanes(repeating: 1), filterB1 = Lanes(), filterB2 = Lanes()
  public var filterKStep = Lanes(), filterB1Step = Lanes(), filterB2Step = Lanes()
  /// The filter's last two outputs.
  public var filterY1 = Lanes(), filterY2 = Lanes()

  // MARK: Generators, at the beginning of the cell

  /// EG1 in its attack: linear amplitude 0…1, and its change per frame.
  public var eg1Amplitude = Lanes(), eg1AmplitudeSlope = Lanes()
  /// EG1 after its attack: dB, −96…0, and its change per frame.
  public var eg1Decibels = Lanes(), eg1DecibelsSlope = Lanes()
  /// EG2: 0…1, and its change per frame.
  public var eg2Level = Lanes(), eg2Slope = Lanes()
  /// Modulation LFO and vibrato LFO: phase in turns 0…1, and turns per frame (0 during the start delay).
  public var lfoPhase = Lanes(), lfoIncrement = Lanes(), vibratoPhase = Lanes(), vibratoIncrement = Lanes()
  /// Frames to the next corner of each generator; whole numbers; `VoiceLayout.endlessFrames` when there is none.
  public var eg1FramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  public var eg2FramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  public var lfoFramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  public var vibratoFramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)

  // MARK: Destinations: what the note and the channel contribute, and the depth of each generator

  /// Cents from the pitch that `baseStepQ32` stands for.
  public var pitchCents = Lanes()
  public var lfoToPitchCents = Lanes(), vibratoToPitchCents = Lanes(), eg2ToPitchCents = Lanes()
  /// dB; the sum with the generators is clipped at 0 (DLS 2.2, default connections).
  public var gainDecibels = Lanes()
  public var lfoToGainDecibels = Lanes(), vibratoToGainDecibels = Lanes(), eg2ToGainDecibels = Lanes()
  /// dB of the wave itself (`wsmp`) and of the master, outside the clipped sum.
  public var sampleDecibels = Lanes()
  /// −0.5 left … 0.5 right.
  public var pan = Lanes()
  /// Absolute pitch cents (8.176 Hz = 0).
  public var cutoffCents = Lanes()
  public var lfoToCutoffCents = Lanes(), vibratoToCutoffCents = Lanes(), eg2ToCutoffCents = Lanes()
  /// 10^(Q/20), √(ρ²−1), 10^(−Q/40), and the row of the filter table for Q.
  public var filterRho = Lanes(repeating: 1), filterRootRho = Lanes()
  public var filterGain = Lanes(repeating: 1), filterRow = Lanes()

  // MARK: What the last cell used

  /// Wave frames per output frame × 2³² at 0 cents.
  public var baseStepQ32 = SIMD8<Double>()
  /// 2^(cents/1200) that `WaveReader.stepQ32` holds now.
  public var pitchRatio = Lanes()
  /// Cutoff that the filter coefficients hold now.
  public var cutoffInUse = Lanes(repeating: .infinity)

  // MARK: Bookkeeping; a bit a lane, lane 0 lowest

  /// Lanes that sound.
  public var activeMask: UInt8 = 0
  /// Lanes that began at this frame: their lines start at their value, not at the lane's last one.
  public var startMask: UInt8 = 0
  /// Lanes with a filter.
  public var filterMask: UInt8 = 0
  /// Lanes whose wave ends by itself.
  public var oneShotMask: UInt8 = 0
  /// Lanes whose channel has changed since the last cell.
  public var refreshMask: UInt8 = 0
  /// Frames of the current cell, and how many of them are still to be rendered.
  public var cellFrames: Int32 = 0
  public var framesUntilTick: Int32 = 0
  /// The output bus of all eight.
  public var bus: Int32 = 0

  /// An idle group.
  @inlinable public init() {}
}
