// SPDX-License-Identifier: MIT
// What the reverb hears: gain, low-pass, pre-delay, diffusion. Audio thread.

import VoiceState

/// Makes of a cell of what was sent the cell that enters the network, in place.
@inline(__always) @_noLocks @_noAllocation
func prepareReverb(_ state: inout ReverbState, _ cell: UnsafeMutablePointer<Float>) {
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    let gain = state.inputGain + state.inputGainStep * ages(frame)
    unsafe store(eight(at: cell + frame) * gain, at: cell + frame)
    frame = frame &+ 8
  }
  unsafe lowPass(cell, &state.lowPassMemory, state.lowPass, state.lowPassStep)
  unsafe delay(&state, cell)
  var ring = unsafe state.diffusion
  for stage in 0..<4 {
    unsafe diffuse(
      cell, ring, Int(state.diffusionFrames[stage]), &state.diffusionPositions[stage], state.diffusionGain,
      state.diffusionGainStep)
    unsafe ring += Int(state.diffusionFrames[stage])
  }
}

/// A number too small to be heard is nothing: what dies away in a recursion never becomes denormal.
@inline(__always) @_noLocks @_noAllocation
func calmed(_ x: Frames) -> Frames { (x + 1e-18) - 1e-18 }

/// One pole, in place; with none it keeps up, so that one that comes in begins where the sound is.
@inline(__always) @_noLocks @_noAllocation
func lowPass(_ cell: UnsafeMutablePointer<Float>, _ memory: inout Float, _ pole: Float, _ step: Float) {
  guard pole > 0 || step > 0 else { return memory = unsafe cell[VoiceLayout.controlFrames &- 1] }
  var y = memory
  for frame in 0..<VoiceLayout.controlFrames {
    y = unsafe cell[frame] + (pole + step * Float(frame)) * (y - cell[frame])
    unsafe cell[frame] = y
  }
  memory = (y + 1e-18) - 1e-18
}

/// The pre-delay; while it changes both are heard, one less and less.
@inline(__always) @_noLocks @_noAllocation
private func delay(_ state: inout ReverbState, _ cell: UnsafeMutablePointer<Float>) {
  unsafe write(cell, to: state.preDelay, state.preDelayFrames, state.preDelayPosition)
  let here = unsafe state.preDelay + start(state.preDelayPosition, state.preDelayLength, state.preDelayFrames)
  let next = unsafe state.preDelay + start(state.preDelayPosition, state.nextPreDelayLength, state.preDelayFrames)
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    var x = unsafe eight(at: here + frame)
    if state.isChanging {
      x += unsafe (eight(at: next + frame) - x) * (state.change + state.changeStep * ages(frame))
    }
    unsafe store(x, at: cell + frame)
    frame = frame &+ 8
  }
  state.preDelayPosition = following(state.preDelayPosition, state.preDelayFrames)
}

/// One allpass of a length of at least a cell, in place.
@inline(__always) @_noLocks @_noAllocation
private func diffuse(
  _ cell: UnsafeMutablePointer<Float>, _ ring: UnsafeMutablePointer<Float>, _ length: Int, _ position: inout Int32,
  _ firstGain: Float, _ gainStep: Float
) {
  var at = Int(position)
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    if at &+ 8 <= length {
      let gain = firstGain + gainStep * ages(frame)
      let old = unsafe eight(at: ring + at)
      let new = unsafe calmed(eight(at: cell + frame) + gain * old)
      unsafe store(old - gain * new, at: cell + frame)
      unsafe store(new, at: ring + at)
      at = at &+ 8 == length ? 0 : at &+ 8
      frame = frame &+ 8
    } else {
      for _ in 0..<8 {
        let gain = firstGain + gainStep * Float(frame)
        let old = unsafe ring[at]
        let new = unsafe ((cell[frame] + gain * old) + 1e-18) - 1e-18
        unsafe cell[frame] = old - gain * new
        unsafe ring[at] = new
        at = at &+ 1 == length ? 0 : at &+ 1
        frame = frame &+ 1
      }
    }
  }
  position = Int32(truncatingIfNeeded: at)
}

/// Where a delay of `length` frames is read for the cell at `position`.
@inline(__always) @_noLocks @_noAllocation
func start(_ position: Int, _ length: Int, _ ringFrames: Int) -> Int {
  let start = position &- length
  return start < 0 ? start &+ ringFrames : start
}

/// The cell after this one.
@inline(__always) @_noLocks @_noAllocation
func following(_ position: Int, _ ringFrames: Int) -> Int {
  let next = position &+ VoiceLayout.controlFrames
  return next == ringFrames ? 0 : next
}

/// Writes a cell, the first one of a ring behind its end too.
@inline(__always) @_noLocks @_noAllocation
func write(
  _ cell: UnsafePointer<Float>, to ring: UnsafeMutablePointer<Float>, _ ringFrames: Int, _ position: Int
) {
  var frame = 0
  while frame < VoiceLayout.controlFrames {
    let x = unsafe eight(at: cell + frame)
    unsafe store(x, at: ring + (position &+ frame))
    if position == 0 { unsafe store(x, at: ring + (ringFrames &+ frame)) }
    frame = frame &+ 8
  }
}
