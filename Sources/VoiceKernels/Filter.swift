// SPDX-License-Identifier: MIT
// The low-pass of eight voices at once. Audio thread.

import VoiceState

/// The all-pole low-pass of DLS 2.2 over the rows of the scratch memory, in place, its coefficients moving along straight
/// lines. A line between two stable filters is stable, because the region of stable (b1, b2) is convex.
///
/// The recursion is serial in time: eight voices side by side hide its latency. Rows become columns, eight frames at a
/// time, and rows again. `first`: frames of the cell that went before.
@inline(__always) @_noLocks @_noAllocation
func filter(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  var frame = 0
  while frame &+ 8 <= frames {
    var block = Block(rowsOf: mix, at: frame).transposed()
    let age = first &+ frame
    block.a = step(&group, age, block.a)
    block.b = step(&group, age &+ 1, block.b)
    block.c = step(&group, age &+ 2, block.c)
    block.d = step(&group, age &+ 3, block.d)
    block.e = step(&group, age &+ 4, block.e)
    block.f = step(&group, age &+ 5, block.f)
    block.g = step(&group, age &+ 6, block.g)
    block.h = step(&group, age &+ 7, block.h)
    block.transposed().store(rowsOf: mix, at: frame)
    frame = frame &+ 8
  }
  while frame < frames {
    var lanes = Lanes()
    for lane in 0..<8 { lanes[lane] = unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame] }
    lanes = step(&group, first &+ frame, lanes)
    for lane in 0..<8 { unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame] = lanes[lane] }
    frame = frame &+ 1
  }
}

/// One frame of all eight. The coefficients are computed from the beginning of the cell, never carried along.
@inline(__always) @_noLocks @_noAllocation
private func step(_ group: inout VoiceGroup, _ age: Int, _ x: Lanes) -> Lanes {
  let n = Float(age)
  let k = group.filterK + group.filterKStep * n
  let b1 = group.filterB1 + group.filterB1Step * n
  let b2 = group.filterB2 + group.filterB2Step * n
  let y = k * x - b2 * group.filterY2 - b1 * group.filterY1
  group.filterY2 = group.filterY1
  group.filterY1 = y
  return y
}

/// Eight frames of eight voices, row by row or column by column.
private struct Block {
  var a: Lanes, b: Lanes, c: Lanes, d: Lanes, e: Lanes, f: Lanes, g: Lanes, h: Lanes

  @inline(__always) @_noLocks @_noAllocation
  init(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ e: Lanes, _ f: Lanes, _ g: Lanes, _ h: Lanes) {
    (self.a, self.b, self.c, self.d, self.e, self.f, self.g, self.h) = (a, b, c, d, e, f, g, h)
  }

  @inline(__always) @_noLocks @_noAllocation
  init(rowsOf mix: MixMemory, at frame: Int) {
    let rows = unsafe UnsafeRawPointer(mix.scratch + frame)
    func row(_ lane: Int) -> Lanes {
      unsafe rows.loadUnaligned(fromByteOffset: lane &* VoiceLayout.controlFrames &* 4, as: Lanes.self)
    }
    self.init(row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
  }

  @inline(__always) @_noLocks @_noAllocation
  func store(rowsOf mix: MixMemory, at frame: Int) {
    let rows = unsafe UnsafeMutableRawPointer(mix.scratch + frame)
    func put(_ lane: Int, _ lanes: Lanes) {
      unsafe rows.storeBytes(of: lanes, toByteOffset: lane &* VoiceLayout.controlFrames &* 4, as: Lanes.self)
    }
    put(0, a)
    put(1, b)
    put(2, c)
    put(3, d)
    put(4, e)
    put(5, f)
    put(6, g)
    put(7, h)
  }

  /// Rows and columns exchanged: an element's place has three bits of each, and dealing the even ones before the odd ones
  /// turns the six bits by one place; three times turns them by half.
  @inline(__always) @_noLocks @_noAllocation
  func transposed() -> Block { dealt().dealt().dealt() }

  @inline(__always) @_noLocks @_noAllocation
  private func dealt() -> Block {
    let (ab, cd) = (SIMD16(lowHalf: a, highHalf: b), SIMD16(lowHalf: c, highHalf: d))
    let (ef, gh) = (SIMD16(lowHalf: e, highHalf: f), SIMD16(lowHalf: g, highHalf: h))
    return Block(
      ab.evenHalf, cd.evenHalf, ef.evenHalf, gh.evenHalf, ab.oddHalf, cd.oddHalf, ef.oddHalf, gh.oddHalf)
  }
}
