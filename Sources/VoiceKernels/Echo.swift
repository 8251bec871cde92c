// SPDX-License-Identifier: MIT
// The delay effects. Audio thread.

public import VoiceState

/// One cell of echoes. `input` is what was sent; the echoes are added to `left` and `right`. Returns the greatest magnitude
/// that went into a line. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderEcho(
  _ state: inout EchoState, _ input: UnsafePointer<Float>, _ left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>
) -> Float {
  let cell = VoiceLayout.controlFrames
  let isFirst = state.position == 0
  // A cell after this one is what is given out.
  let at = start(state.position &+ cell, state.length, state.ringFrames)
  var magnitude = Frames()
  var frame = 0
  while frame < cell {
    func gain(_ place: Int) -> Frames { state.gains[place] + state.gainSteps[place] * ages(frame) }
    let x = unsafe eight(at: input + frame) * gain(0)
    let (l, r) = unsafe (eight(at: state.feedback + frame), eight(at: state.feedback + (cell &+ frame)))
    let (toLeft, toRight) = (calmed(x + l * gain(1) + r * gain(2)), calmed(l * gain(3)))
    unsafe store(toLeft, at: state.left + (state.position &+ frame))
    unsafe store(toRight, at: state.right + (state.position &+ frame))
    if isFirst {
      unsafe store(toLeft, at: state.left + (state.ringFrames &+ frame))
      unsafe store(toRight, at: state.right + (state.ringFrames &+ frame))
    }
    magnitude = greater(magnitude, greater(abs(toLeft), abs(toRight)))
    frame = frame &+ 8
  }
  frame = 0
  while frame < cell {
    func gain(_ place: Int) -> Frames { state.gains[place] + state.gainSteps[place] * ages(frame) }
    let (l, r) = unsafe (eight(at: state.left + (at &+ frame)), eight(at: state.right + (at &+ frame)))
    unsafe store(l, at: state.feedback + frame)
    unsafe store(r, at: state.feedback + (cell &+ frame))
    unsafe add(l * gain(4), to: left + frame)
    unsafe add(l * gain(5) + r * gain(6), to: right + frame)
    frame = frame &+ 8
  }
  state.position = following(state.position, state.ringFrames)
  return greatest(of: magnitude)
}
