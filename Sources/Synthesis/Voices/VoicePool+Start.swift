// SPDX-License-Identifier: MIT
// Filling a lane for a new note. Audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// Begins a voice at the frame at hand in a lane that `reserveLanes` found. Thread: audio.
  @_noLocks @_noAllocation
  mutating func start(
    _ index: Int, region: UnsafePointer<CompiledRegion>, note: NoteInput, channel: Int
  ) {
    let note = unsafe fixed(note, region)
    let group = index / 8
    let lane = index % 8
    settle(group)
    let values = unsafe offset(parameters(region.pointee.articulation, note, channels + channel), channels + channel)
    var voice = Voice()
    voice.channel = Int32(channel)
    voice.note = note
    voice.isKeyDown = true
    voice.noteNumber = noteCount
    voice.offsets = nextNote
    voice.source = messageSource
    voice.phaseGroup = unsafe region.pointee.phaseGroup
    unsafe voice.region = region
    voice.uses = nextUses
    nextUses?.begin()
    setEnvelopes(&voice, values)
    unsafe voice.noteDecibels =
      region.pointee.gainDecibels
      + region.pointee.articulation.pointee.velocityToGain
      * RealtimeMath.decibels(ofAmplitude: Channel.amplitude(note.velocity))
    voice.resonanceDecibels = values[Parameter.resonance.index]
    unsafe voices[index] = voice
    soundingCount &+= 1
    activeCount &+= 1
    unsafe shareVoices[RenderStretch.share(ofGroup: group)] &+= 1
    link(index)
    unsafe channels[channel].voiceCount &+= 1
    noteChange(ofChannel: channel)
    let bit: UInt8 = 1 << UInt8(lane)
    unsafe groups[group].activeMask |= bit
    unsafe groups[group].startMask |= bit
    unsafe startReader(index, region, note)
    unsafe startFilter(group, lane, region)
    unsafe startForms(group, lane, region)
    // Until the first cell asks the channel: what a steal at this very frame goes by.
    unsafe groups[group].gainDecibels[lane] = Float(max(voice.noteDecibels, -200))
    unsafe groups[group].refreshMask |= bit
    startGenerators(index, values)
  }

  /// The note as its region has it: a SoundFont may fix the key and the velocity. Thread: audio.
  @_noLocks @_noAllocation
  private func fixed(_ note: NoteInput, _ region: UnsafePointer<CompiledRegion>) -> NoteInput {
    var note = note
    if unsafe region.pointee.fixedKey >= 0 { note.key = unsafe Double(region.pointee.fixedKey) }
    if unsafe region.pointee.fixedVelocity >= 0 { note.velocity = unsafe UInt8(region.pointee.fixedVelocity) }
    return note
  }

  /// What the region's generators and filter are made like. Thread: audio.
  @_noLocks @_noAllocation
  private func startForms(_ group: Int, _ lane: Int, _ region: UnsafePointer<CompiledRegion>) {
    let bit: UInt8 = 1 << UInt8(lane)
    unsafe groups[group].convexMask &= ~bit
    unsafe groups[group].triangleMask &= ~bit
    if unsafe region.pointee.articulation.pointee.hasTriangleLFO { unsafe groups[group].triangleMask |= bit }
  }

  /// Times to frames, levels to slopes. Thread: audio.
  @_noLocks @_noAllocation
  private func setEnvelopes(_ voice: inout Voice, _ values: [24 of Double]) {
    voice.attackFrames = frames(values[Parameter.eg1Attack.index])
    voice.holdFrames = frames(values[Parameter.eg1Hold.index])
    voice.decayDecibelsPerFrame = slope(96, values[Parameter.eg1Decay.index])
    voice.sustainDecibels = Float(-96 * (1 - min(max(values[Parameter.eg1Sustain.index], 0), 1)))
    voice.releaseDecibelsPerFrame = slope(96, values[Parameter.eg1Release.index])
    voice.shutdownDecibelsPerFrame = slope(96, values[Parameter.eg1Shutdown.index])
    voice.eg2AttackFrames = frames(values[Parameter.eg2Attack.index])
    voice.eg2HoldFrames = frames(values[Parameter.eg2Hold.index])
    voice.eg2DecayPerFrame = slope(1, values[Parameter.eg2Decay.index])
    voice.eg2Sustain = Float(min(max(values[Parameter.eg2Sustain.index], 0), 1))
    voice.eg2ReleasePerFrame = slope(1, values[Parameter.eg2Release.index])
    voice.lfoIncrement = increment(values[Parameter.lfoFrequency.index])
    voice.vibratoIncrement = increment(values[Parameter.vibratoFrequency.index])
  }

  /// Whole frames of a duration in time cents. Thread: audio.
  @_noLocks @_noAllocation
  private func frames(_ timeCents: Double) -> Float {
    wholeFrames(Float(min(RealtimeMath.seconds(ofTimeCents: timeCents) * rate, 0x1p24)))
  }

  /// The fall per frame that covers `range` in a duration; all at once where it has no length. Thread: audio.
  @_noLocks @_noAllocation
  private func slope(_ range: Double, _ timeCents: Double) -> Float {
    Float(-range / max(RealtimeMath.seconds(ofTimeCents: timeCents) * rate, 0.001))
  }

  /// Turns per frame of an LFO, up to 100 Hz. Thread: audio.
  @_noLocks @_noAllocation
  private func increment(_ absoluteCents: Double) -> Float {
    Float(min(RealtimeMath.hertz(ofAbsoluteCents: absoluteCents), 100) / rate)
  }

  /// The reader at the wave's first frame, and the step at 0 cents. Thread: audio.
  @_noLocks @_noAllocation
  private func startReader(_ index: Int, _ region: UnsafePointer<CompiledRegion>, _ note: NoteInput) {
    unsafe readers[index] = WaveReader()
    unsafe voices[index].wave = unsafe region.pointee.wave
    if let wave = unsafe region.pointee.wave { unsafe readers[index] = wave.pointee.reader() }
    let isOneShot = unsafe readers[index].loopLengthQ32 == 0
    if isOneShot { unsafe groups[index / 8].oneShotMask |= 1 << UInt8(index % 8) }
    let cents = unsafe region.pointee.cents(ofKey: note.key)
    let ratio = unsafe Double(region.pointee.waveRate) / rate * RealtimeMath.exp2(cents * (1.0 / 1200))
    unsafe groups[index / 8].baseStepQ32[index % 8] = ratio * 0x1p32
    // No ratio equals this one: the first cell sets the step.
    unsafe groups[index / 8].pitchRatio[index % 8] = -1
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  private func startFilter(_ group: Int, _ lane: Int, _ region: UnsafePointer<CompiledRegion>) {
    clearFilter(group, lane)
    guard unsafe region.pointee.articulation.pointee.needsFilter else {
      unsafe groups[group].cutoffCents[lane] = 0
      unsafe groups[group].lfoToCutoffCents[lane] = 0
      unsafe groups[group].vibratoToCutoffCents[lane] = 0
      unsafe groups[group].eg2ToCutoffCents[lane] = 0
      return
    }
    unsafe groups[group].filterMask |= 1 << UInt8(lane)
    if unsafe region.pointee.articulation.pointee.hasPoleFilter { unsafe groups[group].poleMask |= 1 << UInt8(lane) }
    // No resonance equals this one: the first cell sets it.
    unsafe groups[group].filterDecibels[lane] = -1
  }

  /// The numbers that the kernels make of a resonance. Thread: audio.
  @_noLocks @_noAllocation
  func setResonance(_ group: Int, _ lane: Int, decibels: Double) {
    // DLS 2.2: Q up to 22.5 dB; SoundFonts have more, of which 40 dB are taken.
    let isPole = unsafe groups[group].poleMask & (1 << UInt8(lane)) != 0
    let decibels = min(max(decibels, 0), isPole ? 40 : 22.5)
    guard unsafe groups[group].filterDecibels[lane] != Float(decibels) else { return }
    unsafe groups[group].filterDecibels[lane] = Float(decibels)
    unsafe groups[group].cutoffInUse[lane] = .infinity
    let rho = RealtimeMath.amplitude(ofDecibels: decibels)
    unsafe groups[group].filterRho[lane] = Float(rho)
    unsafe groups[group].filterRootRho[lane] = Float(RealtimeMath.squareRoot(rho * rho - 1))
    unsafe groups[group].filterGain[lane] = Float(RealtimeMath.amplitude(ofDecibels: -decibels / 2))
    let row = Float(decibels / KernelTables.filterDecibelsPerRow)
    let rowCount = isPole ? KernelTables.poleRowCount : KernelTables.filterRowCount
    unsafe groups[group].filterRow[lane] = min(row, Float(rowCount &- 1) - 0.001)
  }

  /// A filter that passes everything, and remembers nothing. Thread: audio.
  @_noLocks @_noAllocation
  func clearFilter(_ group: Int, _ lane: Int) {
    unsafe groups[group].filterY1[lane] = 0
    unsafe groups[group].filterY2[lane] = 0
    unsafe groups[group].filterK[lane] = 1
    unsafe groups[group].filterB1[lane] = 0
    unsafe groups[group].filterB2[lane] = 0
    unsafe groups[group].filterKStep[lane] = 0
    unsafe groups[group].filterB1Step[lane] = 0
    unsafe groups[group].filterB2Step[lane] = 0
    // Lanes without a filter are looked up too: the row of a pole filter may lie outside of the other table.
    unsafe groups[group].filterRow[lane] = 0
    unsafe groups[group].cutoffInUse[lane] = .infinity
  }

  /// Envelopes and LFOs at their first frame. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func startGenerators(_ index: Int, _ values: [24 of Double]) {
    let group = index / 8
    let lane = index % 8
    unsafe groups[group].eg1Amplitude[lane] = 0
    unsafe groups[group].eg1AmplitudeSlope[lane] = 0
    unsafe groups[group].eg1Decibels[lane] = 0
    unsafe groups[group].eg1DecibelsSlope[lane] = 0
    unsafe groups[group].eg2Level[lane] = 0
    unsafe groups[group].eg2Slope[lane] = 0
    unsafe groups[group].lfoPhase[lane] = 0
    unsafe groups[group].lfoIncrement[lane] = 0
    unsafe groups[group].vibratoPhase[lane] = 0
    unsafe groups[group].vibratoIncrement[lane] = 0
    unsafe groups[group].lfoFramesLeft[lane] = frames(values[Parameter.lfoDelay.index])
    unsafe groups[group].vibratoFramesLeft[lane] = frames(values[Parameter.vibratoDelay.index])
    let eg2Delay = frames(values[Parameter.eg2Delay.index])
    unsafe voices[index].eg2Stage = .delay
    unsafe groups[group].eg2FramesLeft[lane] = eg2Delay
    if eg2Delay < 1 { beginEG2(group, lane) }
    let eg1Delay = frames(values[Parameter.eg1Delay.index])
    unsafe voices[index].stage = .delay
    unsafe groups[group].eg1FramesLeft[lane] = eg1Delay
    if eg1Delay < 1 { beginAttack(group, lane) }
  }
}
