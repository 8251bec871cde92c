// SPDX-License-Identifier: MIT
// The state of eight voices in structure-of-arrays form. Audio thread; `VoicePool+Start.swift` in Synthesis fills a lane.

/// Eight voices, a lane each: what the kernels read and write.
///
/// Two rates meet here. At audio rate the amplifier and the filter follow straight lines, and the amplifier where EG1 falls
/// steeply a curve. At control rate, at the beginning of each *cell*, `advanceControl` brings the generators to the present
/// and `aimControl` computes where the lines of the next cell end. A cell ends at the next grid line of the timeline, or half
/// a cell behind it where that is nearer than half a cell; never beyond an envelope's corner or an event.
@frozen public struct VoiceGroup: BitwiseCopyable {
  // MARK: Audio rate

  /// Linear gain into the left side at the beginning of the cell, pan and the scale of 16-bit samples included.
  public var gainLeft = Lanes()
  /// Linear gain into the right side.
  public var gainRight = Lanes()
  /// Change of `gainLeft` per frame.
  public var gainLeftStep = Lanes()
  /// Change of `gainRight` per frame.
  public var gainRightStep = Lanes()
  /// Linear gain into the reverb at the beginning of the cell, without pan.
  public var gainReverb = Lanes()
  /// Change of `gainReverb` per frame.
  public var gainReverbStep = Lanes()
  /// Linear gain into the chorus.
  public var gainChorus = Lanes()
  /// Change of `gainChorus` per frame.
  public var gainChorusStep = Lanes()
  /// K of y = K·x − b1·y₁ − b2·y₂ at the beginning of the cell; 1 without a filter.
  public var filterK = Lanes(repeating: 1)
  /// b1 of the filter; 0 without one.
  public var filterB1 = Lanes()
  /// b2 of the filter; 0 without one.
  public var filterB2 = Lanes()
  /// Change of `filterK` per frame.
  public var filterKStep = Lanes()
  /// Change of `filterB1` per frame.
  public var filterB1Step = Lanes()
  /// Change of `filterB2` per frame.
  public var filterB2Step = Lanes()
  /// The filter's last output.
  public var filterY1 = Lanes()
  /// The filter's output before that.
  public var filterY2 = Lanes()

  // MARK: Generators, at the beginning of the cell

  /// EG1 in its attack: linear amplitude, 0…1.
  public var eg1Amplitude = Lanes()
  /// Change of `eg1Amplitude` per frame.
  public var eg1AmplitudeSlope = Lanes()
  /// EG1 after its attack: dB, −96…0.
  public var eg1Decibels = Lanes()
  /// Change of `eg1Decibels` per frame.
  public var eg1DecibelsSlope = Lanes()
  /// EG2: 0…1.
  public var eg2Level = Lanes()
  /// Change of `eg2Level` per frame.
  public var eg2Slope = Lanes()
  /// Modulation LFO, in turns, 0…1.
  public var lfoPhase = Lanes()
  /// Turns of the modulation LFO per frame; 0 during its start delay.
  public var lfoIncrement = Lanes()
  /// Vibrato LFO, in turns, 0…1.
  public var vibratoPhase = Lanes()
  /// Turns of the vibrato LFO per frame; 0 during its start delay.
  public var vibratoIncrement = Lanes()
  /// Frames to EG1's next corner: a whole number, `VoiceLayout.endlessFrames` when there is none.
  public var eg1FramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  /// Frames to EG2's next corner, in the same way.
  public var eg2FramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  /// Frames to the end of the modulation LFO's start delay, in the same way.
  public var lfoFramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)
  /// Frames to the end of the vibrato LFO's start delay, in the same way.
  public var vibratoFramesLeft = Lanes(repeating: VoiceLayout.endlessFrames)

  // MARK: Destinations: what the note and the channel contribute, and the depth of each generator

  /// Cents from the pitch that `baseStepQ32` stands for.
  public var pitchCents = Lanes()
  /// Depth of the modulation LFO at the pitch, in cents.
  public var lfoToPitchCents = Lanes()
  /// Depth of the vibrato LFO at the pitch, in cents.
  public var vibratoToPitchCents = Lanes()
  /// Depth of EG2 at the pitch, in cents.
  public var eg2ToPitchCents = Lanes()
  /// dB; the sum with the three depths below is clipped at 0 (DLS 2.2, default connections).
  public var gainDecibels = Lanes()
  /// Depth of the modulation LFO at the gain, in dB.
  public var lfoToGainDecibels = Lanes()
  /// Depth of the vibrato LFO at the gain, in dB.
  public var vibratoToGainDecibels = Lanes()
  /// Depth of EG2 at the gain, in dB.
  public var eg2ToGainDecibels = Lanes()
  /// dB of the wave itself (`wsmp`), outside the clipped sum.
  public var sampleDecibels = Lanes()
  /// −0.5 left … 0.5 right.
  public var pan = Lanes()
  /// What goes to the reverb, a share of the amplitude, 0…1.
  public var reverbSend = Lanes()
  /// What goes to the chorus.
  public var chorusSend = Lanes()
  /// Cutoff in absolute pitch cents (8.176 Hz = 0).
  public var cutoffCents = Lanes()
  /// Depth of the modulation LFO at the cutoff, in cents.
  public var lfoToCutoffCents = Lanes()
  /// Depth of the vibrato LFO at the cutoff, in cents.
  public var vibratoToCutoffCents = Lanes()
  /// Depth of EG2 at the cutoff, in cents.
  public var eg2ToCutoffCents = Lanes()
  /// ρ = 10^(Q/20), Q in dB.
  public var filterRho = Lanes(repeating: 1)
  /// √(ρ² − 1).
  public var filterRootRho = Lanes()
  /// 10^(−Q/40).
  public var filterGain = Lanes(repeating: 1)
  /// The row of the filter table for Q, with its fraction.
  public var filterRow = Lanes()
  /// The Q that the four above stand for, in dB; negative before the first.
  public var filterDecibels = Lanes()

  // MARK: What the last cell used

  /// The share that goes to the reverb now: it follows `reverbSend` along a slope.
  public var reverbShare = Lanes()
  /// Change of `reverbShare` per frame.
  public var reverbShareStep = Lanes()
  /// The share that goes to the chorus now.
  public var chorusShare = Lanes()
  /// Change of `chorusShare` per frame.
  public var chorusShareStep = Lanes()
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
  /// Lanes whose EG1 falls so steeply in this cell that the amplifier follows its curve: 2^(octaves per frame), on which the
  /// lines of the gains are only what moves beside it.
  public var steepMask: UInt8 = 0
  /// Lanes of which something goes to the reverb.
  public var reverbMask: UInt8 = 0
  /// Lanes of which something goes to the chorus.
  public var chorusMask: UInt8 = 0
  /// Lanes whose LFOs are triangles.
  public var triangleMask: UInt8 = 0
  /// Lanes whose EG2 rises now, and does so along the convex curve.
  public var convexMask: UInt8 = 0
  /// Lanes whose cutoff is the natural frequency of the filter's poles.
  public var poleMask: UInt8 = 0
  /// Lanes that run sample-locked: at the step of `phaseMasters`.
  public var lockedMask: UInt8 = 0
  /// Lanes whose wave ends by itself.
  public var oneShotMask: UInt8 = 0
  /// Lanes whose channel has changed since the last cell.
  public var refreshMask: UInt8 = 0
  /// The lane that a locked one takes its step from; itself, where that has ended and its last step stays.
  public var phaseMasters = SIMD8<UInt8>()
  /// Frames of the current cell.
  public var cellFrames: Int32 = 0
  /// Frames of the current cell that are still to be rendered.
  public var framesUntilTick: Int32 = 0
  /// The output bus of all eight.
  public var bus: Int32 = 0

  /// An idle group.
  @inlinable public init() {}
}
