// SPDX-License-Identifier: MIT
// The chorus and its relatives: moving taps of a delay line. Audio thread; `Chorus+Setup.swift` makes it.

import VoiceState

/// The chorus of an engine.
@safe struct Chorus: ~Copyable {
  var state: ChorusState
  let plan: ChorusPlan
  var watch: TailWatch
  private var glide = EffectGlide()
  private var settingsCount: UInt64?
  /// Of the LFO, in turns.
  private var turns: Double = 0
  /// Frames of each tap's delay at the beginning of the cell.
  private var delays = SIMD4<Double>()

  /// Thread: setup.
  init(_ plan: ChorusPlan, _ state: ChorusState) {
    self.plan = plan
    self.state = state
    watch = TailWatch(memoryCells: state.ringFrames / VoiceLayout.controlFrames + 2, emptyingCells: 0)
  }

  deinit { state.deallocate() }

  /// Adds a cell of chorus to `left` and `right`, and its share for the reverb to `reverb`; `input` is used up. True if
  /// there is anything of it for the reverb. Thread: audio.
  @_noLocks @_noAllocation
  mutating func render(
    _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>,
    _ reverb: UnsafeMutablePointer<Float>, isFed: Bool, settings: EffectSettings, kernels: Kernels
  ) -> Bool {
    guard isFed || !watch.isIdle else { return false }
    follow(settings)
    switch watch.begin(isFed: isFed) {
    case .idle: return false
    case .sounding:
      aim()
      watch.note(unsafe kernels.chorus(&state, input, left, right, reverb))
      return state.gains[3] != 0 || state.gainSteps[3] != 0
    case .emptying:
      state.silence()
      _ = watch.emptied()
      glide.settle()
      turns = 0
      return false
    }
  }

  /// Takes up new settings, once the last change is over. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func follow(_ settings: EffectSettings) {
    guard glide.isAtRest, settingsCount != settings.changeCount else { return }
    settingsCount = settings.changeCount
    glide.aim(at: plan.target(of: settings.chorus), atOnce: watch.isIdle)
    if watch.isIdle { delays = plan.delays(glide.value, turns: turns) }
  }

  /// The lines that gains and delays follow in the cell at hand. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func aim() {
    let now = glide.value
    glide.advance()
    let next = glide.value
    turns += next[ChorusPlan.turnsPerCell]
    if turns >= 1 { turns -= 1 }
    let perFrame = 1 / Double(VoiceLayout.controlFrames)
    let wanted = plan.delays(next, turns: turns)
    for tap in 0..<4 {
      // A tap neither stands still nor runs at twice the speed: it comes where it is wanted a little later.
      let step = min(max(1 - (wanted[tap] - delays[tap]) * perFrame, 0.05), 1.95)
      let start = Double(state.position &+ VoiceLayout.controlFrames) - delays[tap]
      state.taps[tap] = UInt64((start < 1 ? start + Double(state.ringFrames) : start) * 0x1p32)
      state.tapSteps[tap] = UInt64(step * 0x1p32)
      delays[tap] += (1 - step) * Double(VoiceLayout.controlFrames)
    }
    state.gains = ChorusPlan.gains(now)
    state.gainSteps = (ChorusPlan.gains(next) - state.gains) * Float(perFrame)
    state.lowPass = Float(now[ChorusPlan.lowPass])
    state.lowPassStep = Float((next[ChorusPlan.lowPass] - now[ChorusPlan.lowPass]) * perFrame)
  }
}
