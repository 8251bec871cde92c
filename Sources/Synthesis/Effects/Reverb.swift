// SPDX-License-Identifier: MIT
// The reverb: a feedback delay network that follows its settings. Audio thread; `Reverb+Setup.swift` makes it.

import VoiceState

/// The reverb of an engine.
@safe struct Reverb: ~Copyable {
  /// Cells that a change of settings takes: 43 ms at 48 kHz. The next change waits for its end.
  private static var changeCells: Int { @_noLocks @_noAllocation get { 32 } }

  var state: ReverbState
  let plan: ReverbPlan
  let firstTurns: SIMD8<Float>
  var watch: TailWatch
  private var from = ReverbTarget()
  private var to = ReverbTarget()
  private var cellsLeft = 0
  /// The network is where it is to be: nothing is to be computed for it.
  private var isSettled = false
  private var settingsCount: UInt64?
  /// Something came in in the cell before.
  private var wasFed = false

  /// Thread: setup.
  init(_ plan: consuming ReverbPlan, _ state: ReverbState) {
    self.plan = plan
    self.state = state
    firstTurns = state.turns
    let cells = state.lineFrames / VoiceLayout.controlFrames
    watch = TailWatch(
      memoryCells: cells + state.preDelayFrames / VoiceLayout.controlFrames + 16, emptyingCells: cells)
  }

  deinit { state.deallocate() }

  /// Adds a cell of reverb to `left` and `right`; `input` is used up. Thread: audio.
  @_noLocks @_noAllocation
  mutating func render(
    _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>,
    isFed: Bool, settings: EffectSettings, kernels: Kernels
  ) {
    guard isFed || !watch.isIdle else { return wasFed = false }
    follow(settings)
    wasFed = isFed
    let isHeard = isFed && (state.inputGain != 0 || state.inputGainStep != 0)
    switch watch.begin(isFed: isHeard) {
    case .idle: break
    case .sounding: watch.note(unsafe kernels.reverb(&state, input, left, right))
    case .emptying:
      state.silenceCell()
      if watch.emptied() { rest() }
    }
    cellsLeft = max(0, cellsLeft &- 1)
  }

  /// Takes up new settings and goes on towards them. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func follow(_ settings: EffectSettings) {
    if cellsLeft == 0 {
      if isSettled, settingsCount == settings.changeCount { return }
      isSettled = true
      from = to
      if settingsCount != settings.changeCount {
        settingsCount = settings.changeCount
        to = plan.target(of: settings.reverb, from: from)
        if watch.isIdle, !wasFed {
          from = to
        } else {
          cellsLeft = Reverb.changeCells
          isSettled = false
        }
      }
    }
    let perCell = 1 / Float(Reverb.changeCells)
    let progress = Float(Reverb.changeCells &- cellsLeft) * perCell
    if cellsLeft == 0 {
      from.place(&state, to: from, progress: 0, step: 0)
    } else {
      from.place(&state, to: to, progress: progress, step: perCell / Float(VoiceLayout.controlFrames))
    }
  }

  /// As new: what sounds next does not depend on what has sounded. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func rest() {
    state.silenceInput()
    state.turns = firstTurns
    from = to
    cellsLeft = 0
    isSettled = false
  }
}
