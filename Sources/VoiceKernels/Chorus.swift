// SPDX-License-Identifier: MIT
// The chorus: a delay line with moving taps. Audio thread.

public import VoiceState

/// One cell of the chorus. `input` is what was sent, and is used up; the chorus is added to `left` and `right`, and its share
/// for the reverb to `reverb`. Returns the greatest magnitude that went into the line. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderChorus(
  _ state: inout ChorusState, _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>, _ reverb: UnsafeMutablePointer<Float>
) -> Float {
  unsafe lowPass(input, &state.lowPassMemory, state.lowPass, state.lowPassStep)
  let greatest = unsafe writeLine(&state, input)
  let isPaired = state.gains[1] != 0 || state.gainSteps[1] != 0
  let isSent = state.gains[3] != 0 || state.gainSteps[3] != 0
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    let age = ages(frame)
    let first = tap(state, 0, frame)
    unsafe store(first, at: state.feedback + frame)
    var l = first * (state.gains[0] + state.gainSteps[0] * age)
    var r = tap(state, 1, frame) * (state.gains[0] + state.gainSteps[0] * age)
    if isPaired {
      let gain = state.gains[1] + state.gainSteps[1] * age
      l += tap(state, 2, frame) * gain
      r += tap(state, 3, frame) * gain
    }
    unsafe add(l, to: left + frame)
    unsafe add(r, to: right + frame)
    if isSent { unsafe add((l + r) * (state.gains[3] + state.gainSteps[3] * age), to: reverb + frame) }
    frame = frame &+ 8
  }
  state.position = following(state.position, state.ringFrames)
  return greatest
}

/// What came in and what is fed back, into the line; the greatest magnitude of it.
@inline(__always) @_noLocks @_noAllocation
private func writeLine(_ state: inout ChorusState, _ input: UnsafeMutablePointer<Float>) -> Float {
  var magnitude = Frames()
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    let gain = state.gains[2] + state.gainSteps[2] * ages(frame)
    let x = unsafe calmed(eight(at: input + frame) + eight(at: state.feedback + frame) * gain)
    unsafe store(x, at: state.ring + (state.position &+ frame))
    if state.position < ChorusState.repeatedFrames {
      unsafe store(x, at: state.ring + (state.ringFrames &+ state.position &+ frame))
    }
    magnitude = greater(magnitude, abs(x))
    frame = frame &+ 8
  }
  return greatest(of: magnitude)
}

/// Eight frames of a tap, read between the frames of the line.
@inline(__always) @_noLocks @_noAllocation
private func tap(_ state: ChorusState, _ number: Int, _ frame: Int) -> Frames {
  let step = state.tapSteps[number]
  let position = state.taps[number] &+ step &* UInt64(truncatingIfNeeded: frame)
  return unsafe cubic(neighbours(UnsafePointer(state.ring), position, step, -1), fractions(position, step))
}
