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
  if state.isChanging {
    for line in 0..<ReverbState.lineCount { readLine(state, line) }
  }
  absorb(&state)
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

/// Where the cell at hand of each of eight lines is read.
@safe private struct Places {
  // Safe because it lives no longer than the call that is given the state.
  private let lines: UnsafePointer<Float>
  private let offsets: SIMD8<Int>

  @inline(__always) @_noLocks @_noAllocation
  init(_ state: ReverbState, _ first: Int) {
    unsafe lines = UnsafePointer(state.lines)
    var offsets = SIMD8<Int>()
    for lane in 0..<8 {
      let line = first &+ lane
      offsets[lane] = line &* state.lineStride &+ start(state.position, Int(state.lengths[line]), state.lineFrames)
    }
    self.offsets = offsets
  }

  @inline(__always) @_noLocks @_noAllocation
  func at(_ lane: Int) -> UnsafePointer<Float> { unsafe lines + offsets[lane] }
}

/// The absorption filters of eight lines.
private struct Absorption {
  let direct: Lanes, feed: Lanes, pole: Lanes
  let directStep: Lanes, feedStep: Lanes, poleStep: Lanes
  var memory: Lanes

  @inline(__always) @_noLocks @_noAllocation
  mutating func step(_ x: Lanes) -> Lanes {
    let y = fused(direct, x, memory)
    memory = fused(pole, memory, feed * x)
    return y
  }

  /// The same while the coefficients are on their way.
  @inline(__always) @_noLocks @_noAllocation
  mutating func step(_ x: Lanes, _ age: Int) -> Lanes {
    let n = Lanes(repeating: Float(age))
    let y = fused(fused(directStep, n, direct), x, memory)
    memory = fused(fused(poleStep, n, pole), memory, fused(feedStep, n, feed) * x)
    return y
  }

  /// Eight frames of eight lines, from where they are read, into eight rows. Rows become columns, for the recursion is serial
  /// in time; and rows again.
  @inline(__always) @_noLocks @_noAllocation
  mutating func process(_ places: Places, _ frame: Int, rowsAt rows: UnsafeMutablePointer<Float>) {
    var block = unsafe Block { unsafe places.at($0) + frame }
    block.a = step(block.a)
    block.b = step(block.b)
    block.c = step(block.c)
    block.d = step(block.d)
    block.e = step(block.e)
    block.f = step(block.f)
    block.g = step(block.g)
    block.h = step(block.h)
    unsafe block.store(rowsAt: rows)
  }

  /// The same while the coefficients are on their way; `age`: frames of the cell that went before.
  @inline(__always) @_noLocks @_noAllocation
  mutating func process(rowsAt rows: UnsafeMutablePointer<Float>, age: Int) {
    var block = unsafe Block(rowsAt: rows)
    block.a = step(block.a, age)
    block.b = step(block.b, age &+ 1)
    block.c = step(block.c, age &+ 2)
    block.d = step(block.d, age &+ 3)
    block.e = step(block.e, age &+ 4)
    block.f = step(block.f, age &+ 5)
    block.g = step(block.g, age &+ 6)
    block.h = step(block.h, age &+ 7)
    unsafe block.store(rowsAt: rows)
  }
}

/// A cell of all lines through their filters. Both halves in turn: while one recursion waits for its last number, the
/// processor has the other.
@inline(__always) @_noLocks @_noAllocation
private func absorb(_ state: inout ReverbState) {
  var low = Absorption(
    direct: state.direct.lowHalf, feed: state.feed.lowHalf, pole: state.pole.lowHalf,
    directStep: state.directStep.lowHalf, feedStep: state.feedStep.lowHalf, poleStep: state.poleStep.lowHalf,
    memory: state.memory.lowHalf)
  var high = Absorption(
    direct: state.direct.highHalf, feed: state.feed.highHalf, pole: state.pole.highHalf,
    directStep: state.directStep.highHalf, feedStep: state.feedStep.highHalf, poleStep: state.poleStep.highHalf,
    memory: state.memory.highHalf)
  let (rows, later) = unsafe (state.rows, state.rows + 8 &* VoiceLayout.controlFrames)
  var frame = 0
  if state.isChanging {
    while frame < VoiceLayout.controlFrames {
      unsafe low.process(rowsAt: rows + frame, age: frame)
      unsafe high.process(rowsAt: later + frame, age: frame)
      frame = frame &+ 8
    }
  } else {
    let (lowPlaces, highPlaces) = (Places(state, 0), Places(state, 8))
    while frame < VoiceLayout.controlFrames {
      unsafe low.process(lowPlaces, frame, rowsAt: rows + frame)
      unsafe high.process(highPlaces, frame, rowsAt: later + frame)
      frame = frame &+ 8
    }
  }
  state.memory = Lines(lowHalf: low.memory, highHalf: high.memory)
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
      unsafe store(fused(q, gain, eight(at: left + frame)), at: left + frame)
      unsafe store(fused(r, gain, eight(at: right + frame)), at: right + frame)
    }
    let x = unsafe eight(at: input + frame)
    let (c0, s0) = first.at(frame)
    let (c1, s1) = second.at(frame)
    let (one, two, three) = (x * turn, x * other, x * 0.25)
    let (a, b) = (fused(c0, p, fused(-s0, q, one)), fused(s0, p, fused(c0, q, -two)))
    let (c, d) = (fused(c1, r, fused(-s1, s, -one)), fused(s1, r, fused(c1, s, three)))
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
      let age = ages(frame)
      return (
        fused(Frames(repeating: cosineStep), age, Frames(repeating: cosine)),
        fused(Frames(repeating: sineStep), age, Frames(repeating: sine))
      )
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
