// SPDX-License-Identifier: MIT
// GS's delay and panning delay, which stand in the place of the reverb. Audio thread.

import Realtime
import VoiceState

/// The echoes of an engine.
@safe struct Echo: ~Copyable {
  private var state: EchoState
  private let rate: Double
  var watch: TailWatch
  private var glide = EffectGlide()
  private var settingsCount: UInt64?
  /// Something came in in the cell before.
  private var wasFed = false

  /// The longest delay, in seconds.
  private static var longest: Double { @_noLocks @_noAllocation get { 1 } }

  /// Thread: setup.
  init(rate: SampleRate) {
    self.rate = Double(rate.hertz)
    state = EchoState(longest: Int(Echo.longest * self.rate))
    let cells = state.ringFrames / VoiceLayout.controlFrames
    watch = TailWatch(memoryCells: cells + 1, emptyingCells: cells)
  }

  deinit { state.deallocate() }

  /// Adds a cell of echoes to `left` and `right`. Thread: audio.
  @_noLocks @_noAllocation
  mutating func render(
    _ input: UnsafePointer<Float>, _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>,
    isFed: Bool, settings: EffectSettings, kernels: Kernels
  ) {
    guard isFed || !watch.isIdle else { return wasFed = false }
    follow(settings)
    wasFed = isFed
    let gains = Echo.gains(glide.value)
    glide.advance()
    let steps = (Echo.gains(glide.value) - gains) * (1 / Float(VoiceLayout.controlFrames))
    let isHeard = isFed && (gains[0] != 0 || steps[0] != 0)
    switch watch.begin(isFed: isHeard) {
    case .idle: break
    case .sounding:
      state.gains = gains
      state.gainSteps = steps
      watch.note(unsafe kernels.echo(&state, input, left, right))
    case .emptying:
      state.silenceCell()
      if watch.emptied() { glide.settle() }
    }
  }

  /// Takes up new settings, once the last change is over; another length where nothing is heard, so that what there was
  /// fades out first. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func follow(_ settings: EffectSettings) {
    guard glide.isAtRest, settingsCount != settings.changeCount else { return }
    let wanted = values(of: settings.reverb)
    let length = wanted[0] == 0 ? state.length : length(of: settings.reverb)
    let isSilent = watch.isIdle || (glide.value[0] == 0 && glide.value[4] == 0)
    if length != state.length {
      guard isSilent else { return glide.aim(at: SIMD8(), atOnce: false) }
      state.length = length
      // What is fed back in the next cell is of the old length still.
      if !watch.isIdle { return }
    }
    settingsCount = settings.changeCount
    glide.aim(at: wanted, atOnce: watch.isIdle && !wasFed)
  }

  /// A fifth of the time that the reverb would have: the manuals give no seconds.
  @_noLocks @_noAllocation
  private func length(of reverb: EffectSettings.Reverb) -> Int {
    let seconds = RealtimeMath.limited(0.2 * reverb.timeSeconds, 0.02, Echo.longest)
    return max(Int(seconds * rate), VoiceLayout.controlFrames)
  }

  /// As `EchoState.gains` has them; silent for a room.
  @_noLocks @_noAllocation
  private func values(of reverb: EffectSettings.Reverb) -> SIMD8<Double> {
    let level = 0.707_106_781_2 * RealtimeMath.limited(reverb.level, 0, 4)
    let feedback = RealtimeMath.limited(reverb.feedback, -0.97, 0.97)
    let input = RealtimeMath.limited(reverb.inputGain, 0, 8)
    return switch reverb.room {
    case .delay: SIMD8(input, feedback, 0, 0, level, level, 0, 0)
    case .panningDelay: SIMD8(input, 0, feedback, 1, level, 0, level, 0)
    default: SIMD8()
    }
  }

  @_noLocks @_noAllocation
  private static func gains(_ values: SIMD8<Double>) -> SIMD8<Float> { SIMD8<Float>(values) }
}
