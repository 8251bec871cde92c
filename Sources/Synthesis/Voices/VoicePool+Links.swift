// SPDX-License-Identifier: MIT
// What the links of a voice add up to. Audio thread.

import VoiceState

/// What live links add up to, for one voice.
struct LinkSums: BitwiseCopyable {
  /// Pitch cents, dB, pan, cutoff cents, resonance in dB, sends: by `Parameter.index`.
  var own = SIMD8<Double>()
  /// The first four, as depths of the LFO, the vibrato and EG2.
  var lfo = SIMD4<Double>()
  var vibrato = SIMD4<Double>()
  var eg2 = SIMD4<Double>()
  /// A generator is among the inputs: the sums are another thing at the next cell.
  var isMoving = false

  @_noLocks @_noAllocation
  init() {}
}

extension VoicePool {
  /// All parameters of a note: the static sums of an articulation and the links that are evaluated now, once. Thread: audio.
  @_noLocks @_noAllocation
  func parameters(
    _ articulation: UnsafePointer<CompiledArticulation>, _ note: NoteInput, _ channel: UnsafePointer<Channel>
  ) -> [24 of Double] {
    var values = unsafe articulation.pointee.parameters
    guard let links = unsafe articulation.pointee.noteLinks else { return values }
    var inputs = LinkInputs(note)
    var linked = [64 of Double](repeating: 0)
    for index in 0..<(unsafe min(articulation.pointee.noteLinkCount, 64)) {
      let link = unsafe links[index]
      inputs.linked = linked[index]
      let value = unsafe channel.value(of: link, inputs)
      if link.feeds >= 0 { linked[Int(link.feeds & 63)] += value } else { values[Int(link.parameter)] += value }
    }
    return values
  }

  /// The live links, with generators where they will stand `ahead` frames from now. Thread: audio.
  @_noLocks @_noAllocation
  func sums(
    _ index: Int, _ articulation: UnsafePointer<CompiledArticulation>, _ channel: UnsafePointer<Channel>, ahead: Float
  ) -> LinkSums {
    var sums = LinkSums()
    guard let links = unsafe articulation.pointee.liveLinks else { return sums }
    var inputs = unsafe LinkInputs(voices[index].note)
    var linked = [64 of Double](repeating: 0)
    for place in 0..<(unsafe min(articulation.pointee.liveLinkCount, 64)) {
      let link = unsafe links[place]
      if case .perCell = link.kind, !sums.isMoving {
        takeGenerators(index, ahead: ahead, into: &inputs)
        sums.isMoving = true
      }
      inputs.linked = linked[place]
      let value = unsafe channel.value(of: link, inputs)
      if link.feeds >= 0 { linked[Int(link.feeds & 63)] += value } else { sums.add(value, of: link) }
    }
    return sums
  }

  /// The generators of a voice as inputs of links (`dls.md` 4.2, 4.3), `ahead` frames from now. Thread: audio.
  @_noLocks @_noAllocation
  private func takeGenerators(_ index: Int, ahead: Float, into inputs: inout LinkInputs) {
    let group = unsafe groups + index / 8
    let lane = index % 8
    let isTriangle = unsafe group.pointee.triangleMask & (1 << UInt8(lane)) != 0
    let lfo = unsafe group.pointee.lfoPhase[lane] + group.pointee.lfoIncrement[lane] * ahead
    inputs.lfo = VoicePool.swing(atTurns: Double(lfo), isTriangle: isTriangle)
    let vibrato = unsafe group.pointee.vibratoPhase[lane] + group.pointee.vibratoIncrement[lane] * ahead
    inputs.vibrato = VoicePool.swing(atTurns: Double(vibrato), isTriangle: isTriangle)
    let eg2 = unsafe Double(group.pointee.eg2Level[lane] + group.pointee.eg2Slope[lane] * ahead)
    inputs.eg2 = unsafe group.pointee.convexMask & (1 << UInt8(lane)) != 0 ? ControllerCurve.convex(eg2) : eg2
    let amplitude = unsafe Double(group.pointee.eg1Amplitude[lane] + group.pointee.eg1AmplitudeSlope[lane] * ahead)
    let decibels = unsafe Double(group.pointee.eg1Decibels[lane] + group.pointee.eg1DecibelsSlope[lane] * ahead)
    let level = 1 + (decibels + RealtimeMath.decibels(ofAmplitude: amplitude)) * (1.0 / 96)
    inputs.eg1 = min(max(level, 0), 1)
  }

  /// An LFO at a phase of 0 to 2 turns; −1…1, at 0 going up first. Thread: audio.
  @_noLocks @_noAllocation
  private static func swing(atTurns turns: Double, isTriangle: Bool) -> Double {
    let phase = turns >= 1 ? turns - 1 : turns
    guard isTriangle else { return RealtimeMath.sine(ofTurns: phase) }
    return phase < 0.25 ? 4 * phase : phase < 0.75 ? 2 - 4 * phase : 4 * phase - 4
  }
}

extension LinkSums {
  /// The pitch, and the depths of generators at it, as they are at another moment. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takePitch(of other: LinkSums) {
    own[0] = other.own[0]
    lfo[0] = other.lfo[0]
    vibrato[0] = other.vibrato[0]
    eg2[0] = other.eg2[0]
  }

  /// Adds so much of other sums. Thread: audio.
  @_noLocks @_noAllocation
  mutating func add(_ other: LinkSums, share: Double) {
    own += other.own * share
    lfo += other.lfo * share
    vibrato += other.vibrato * share
    eg2 += other.eg2 * share
  }

  /// Nothing for the pitch. Thread: audio.
  @_noLocks @_noAllocation
  mutating func forgetPitch() {
    own[0] = 0
    lfo[0] = 0
    vibrato[0] = 0
    eg2[0] = 0
  }

  /// True where all sums are nothing but rounding. Thread: audio.
  var isNothing: Bool {
    @_noLocks @_noAllocation get {
      for index in 0..<8 where own[index].magnitude > 1e-6 { return false }
      for index in 0..<4 where lfo[index].magnitude + vibrato[index].magnitude + eg2[index].magnitude > 1e-6 {
        return false
      }
      return true
    }
  }

  /// Adds the value of a link where it belongs. Thread: audio.
  @_noLocks @_noAllocation
  fileprivate mutating func add(_ value: Double, of link: ModulationLink) {
    let parameter = Int(link.parameter & 3)
    switch link.kind {
    case .value, .perCell: own[Int(link.parameter & 7)] += value
    case .depth(.lfo): lfo[parameter] += value
    case .depth(.vibrato): vibrato[parameter] += value
    case .depth(.eg2): eg2[parameter] += value
    }
  }
}
