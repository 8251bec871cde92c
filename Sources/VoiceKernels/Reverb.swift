// SPDX-License-Identifier: MIT
// The feedback delay network. Audio thread.
//
// A cell of all lines at once, in passes over sixteen rows of scratch memory: read, absorb, mix, write.

public import VoiceState

/// One cell of the reverb. `input` is what was sent, and is used up; the reverb is added to `left` and `right`. Returns the
/// greatest magnitude that went into a line. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderReverb(
  _ state: inout ReverbState, _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>
) -> Float {
  unsafe prepareReverb(&state, input)
  for line in 0..<ReverbState.lineCount { readLine(state, line) }
  let directs = (state.direct.lowHalf, state.direct.highHalf)
  absorb(
    &state, 0,
    Absorption(
      direct: directs.0, feed: state.feed.lowHalf, pole: state.pole.lowHalf, directStep: state.directStep.lowHalf,
      feedStep: state.feedStep.lowHalf, poleStep: state.poleStep.lowHalf, memory: state.memory.lowHalf))
  absorb(
    &state, 8,
    Absorption(
      direct: directs.1, feed: state.feed.highHalf, pole: state.pole.highHalf, directStep: state.directStep.highHalf,
      feedStep: state.feedStep.highHalf, poleStep: state.poleStep.highHalf, memory: state.memory.highHalf))
  for row in 0..<4 { mixApart(state, row) }
  let rotation = Rotation(&state)
  var magnitude = Frames()
  for group in 0..<4 {
    unsafe magnitude = greater(magnitude, mixTogether(state, group, rotation, input, left, right))
  }
  if state.position == 0 { copyFirstCell(state) }
  state.position = following(state.position, state.lineFrames)
  return greatest(of: magnitude)
}

/// A cell of a line into its row; while lengths change, both ends are heard, one less and less.
@inline(__always) @_noLocks @_noAllocation
private func readLine(_ state: ReverbState, _ line: Int) {
  let row = unsafe state.rows + line &* VoiceLayout.controlFrames
  let ring = unsafe state.lines + line &* state.lineStride
  let here = unsafe ring + start(state.position, Int(state.lengths[line]), state.lineFrames)
  var frame = 0
  if state.isChanging {
    let next = unsafe ring + start(state.position, Int(state.nextLengths[line]), state.lineFrames)
    while frame < VoiceLayout.controlFrames {
      let (old, new) = unsafe (eight(at: here + frame), eight(at: next + frame))
      unsafe store(old + (new - old) * (state.change + state.changeStep * ages(frame)), at: row + frame)
      frame = frame &+ 8
    }
  } else {
    while frame < VoiceLayout.controlFrames {
      unsafe store(eight(at: here + frame), at: row + frame)
      frame = frame &+ 8
    }
  }
}

/// The absorption filters of eight lines.
private struct Absorption {
  let direct: Lanes, feed: Lanes, pole: Lanes
  let directStep: Lanes, feedStep: Lanes, poleStep: Lanes
  var memory: Lanes

  @inline(__always) @_noLocks @_noAllocation
  mutating func step(_ x: Lanes) -> Lanes {
    let y = direct * x + memory
    memory = feed * x + pole * memory
    return y
  }

  /// The same while the coefficients are on their way.
  @inline(__always) @_noLocks @_noAllocation
  mutating func step(_ x: Lanes, _ age: Int) -> Lanes {
    let n = Float(age)
    let y = (direct + directStep * n) * x + memory
    memory = (feed + feedStep * n) * x + (pole + poleStep * n) * memory
    return y
  }
}

/// Rows become columns, eight frames at a time, for the recursion is serial in time; and rows again.
@inline(__always) @_noLocks @_noAllocation
private func absorb(_ state: inout ReverbState, _ first: Int, _ filters: Absorption) {
  var filters = filters
  let rows = unsafe state.rows + first &* VoiceLayout.controlFrames
  var frame = 0
  if state.isChanging {
    while frame < VoiceLayout.controlFrames {
      var block = unsafe Block(rowsAt: rows + frame)
      block.a = filters.step(block.a, frame)
      block.b = filters.step(block.b, frame &+ 1)
      block.c = filters.step(block.c, frame &+ 2)
      block.d = filters.step(block.d, frame &+ 3)
      block.e = filters.step(block.e, frame &+ 4)
      block.f = filters.step(block.f, frame &+ 5)
      block.g = filters.step(block.g, frame &+ 6)
      block.h = filters.step(block.h, frame &+ 7)
      unsafe block.store(rowsAt: rows + frame)
      frame = frame &+ 8
    }
  } else {
    while frame < VoiceLayout.controlFrames {
      var block = unsafe Block(rowsAt: rows + frame)
      block.a = filters.step(block.a)
      block.b = filters.step(block.b)
      block.c = filters.step(block.c)
      block.d = filters.step(block.d)
      block.e = filters.step(block.e)
      block.f = filters.step(block.f)
      block.g = filters.step(block.g)
      block.h = filters.step(block.h)
      unsafe block.store(rowsAt: rows + frame)
      frame = frame &+ 8
    }
  }
  if first == 0 { state.memory.lowHalf = filters.memory } else { state.memory.highHalf = filters.memory }
}

/// The Hadamard transform of four numbers, without its scale.
@inline(__always) @_noLocks @_noAllocation
private func mixed(_ a: Frames, _ b: Frames, _ c: Frames, _ d: Frames) -> (Frames, Frames, Frames, Frames) {
  let (ab, cd, aMinusB, cMinusD) = (a + b, c + d, a - b, c - d)
  return (ab + cd, aMinusB + cMinusD, ab - cd, aMinusB - cMinusD)
}

/// The first half of the mixing matrix: every fourth row with one another.
@inline(__always) @_noLocks @_noAllocation
private func mixApart(_ state: ReverbState, _ row: Int) {
  let cell = VoiceLayout.controlFrames
  let (a, b) = unsafe (state.rows + row &* cell, state.rows + (row &+ 4) &* cell)
  let (c, d) = unsafe (state.rows + (row &+ 8) &* cell, state.rows + (row &+ 12) &* cell)
  var frame = 0
  while frame < cell {
    let (p, q, r, s) = unsafe mixed(
      eight(at: a + frame), eight(at: b + frame), eight(at: c + frame), eight(at: d + frame))
    unsafe store(p, at: a + frame)
    unsafe store(q, at: b + frame)
    unsafe store(r, at: c + frame)
    unsafe store(s, at: d + frame)
    frame = frame &+ 8
  }
}

/// The second half: four neighbours, which then turn in two pairs, take the input in, two of them upside down, and go into
/// their lines. The two outputs are the second and the third row of all: orthogonal to each other. Returns the greatest
/// magnitudes.
@inline(__always) @_noLocks @_noAllocation
private func mixTogether(
  _ state: ReverbState, _ group: Int, _ rotation: Rotation, _ input: UnsafePointer<Float>,
  _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>
) -> Frames {
  let cell = VoiceLayout.controlFrames
  let rows = unsafe state.rows + 4 &* group &* cell
  let lines = unsafe state.lines + (4 &* group &* state.lineStride &+ state.position)
  let (first, second) = (rotation.pair(2 &* group), rotation.pair(2 &* group &+ 1))
  // No two groups alike.
  let turn: Float = group & 1 == 0 ? 0.25 : -0.25
  let other: Float = group & 2 == 0 ? 0.25 : -0.25
  var magnitude = Frames()
  var frame = 0
  while frame < cell {
    let (p, q, r, s) = unsafe mixed(
      eight(at: rows + frame), eight(at: rows + (cell &+ frame)), eight(at: rows + (2 &* cell &+ frame)),
      eight(at: rows + (3 &* cell &+ frame)))
    if group == 0 {
      let gain = state.outputGain + state.outputGainStep * ages(frame)
      unsafe add(q * gain, to: left + frame)
      unsafe add(r * gain, to: right + frame)
    }
    let x = unsafe eight(at: input + frame)
    let (c0, s0) = first.at(frame)
    let (c1, s1) = second.at(frame)
    let (a, b) = (c0 * p - s0 * q + x * turn, s0 * p + c0 * q - x * other)
    let (c, d) = (c1 * r - s1 * s - x * turn, s1 * r + c1 * s + x * 0.25)
    unsafe store(a, at: lines + frame)
    unsafe store(b, at: lines + (state.lineStride &+ frame))
    unsafe store(c, at: lines + (2 &* state.lineStride &+ frame))
    unsafe store(d, at: lines + (3 &* state.lineStride &+ frame))
    magnitude = greater(magnitude, greater(greater(abs(a), abs(b)), greater(abs(c), abs(d))))
    frame = frame &+ 8
  }
  return magnitude
}

/// Eight rotations, each of a pair of lines: the network is another one at each moment, so that no tone of its own can ring,
/// and an orthogonal one always, so that nothing is lost or won by it.
private struct Rotation {
  private let cosine: Lanes
  private let cosineStep: Lanes
  private let sine: Lanes
  private let sineStep: Lanes

  /// The sine and cosine of a pair over a cell.
  struct Pair {
    let cosine: Float, cosineStep: Float, sine: Float, sineStep: Float

    @inline(__always) @_noLocks @_noAllocation
    func at(_ frame: Int) -> (cosine: Frames, sine: Frames) {
      (cosine + cosineStep * ages(frame), sine + sineStep * ages(frame))
    }
  }

  /// Those of the cell at hand; the state goes on to the next.
  @inline(__always) @_noLocks @_noAllocation
  init(_ state: inout ReverbState) {
    let perFrame = 1 / Float(VoiceLayout.controlFrames)
    cosine = sineOfTurns(wrapped(state.turns + 0.25))
    sine = sineOfTurns(state.turns)
    state.turns = wrapped(state.turns + state.turnsPerCell)
    cosineStep = (sineOfTurns(wrapped(state.turns + 0.25)) - cosine) * perFrame
    sineStep = (sineOfTurns(state.turns) - sine) * perFrame
  }

  @inline(__always) @_noLocks @_noAllocation
  func pair(_ number: Int) -> Pair {
    Pair(
      cosine: cosine[number], cosineStep: cosineStep[number], sine: sine[number], sineStep: sineStep[number])
  }
}

/// Behind the end of each ring stands what stands at its beginning.
@inline(__always) @_noLocks @_noAllocation
private func copyFirstCell(_ state: ReverbState) {
  for line in 0..<ReverbState.lineCount {
    let ring = unsafe state.lines + line &* state.lineStride
    var frame = 0
    while frame < VoiceLayout.controlFrames {
      unsafe store(eight(at: ring + frame), at: ring + (state.lineFrames &+ frame))
      frame = frame &+ 8
    }
  }
}
