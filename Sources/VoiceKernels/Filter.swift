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
  let still = (group.filterKStep .== Lanes()) .& (group.filterB1Step .== Lanes()) .& (group.filterB2Step .== Lanes())
  if bits(still) == 0xFF {
    filter(&group, mix, first, frames, isStill: true)
  } else {
    filter(&group, mix, first, frames, isStill: false)
  }
}

/// `isStill`: no coefficient moves in this cell; then none has to be computed, and the bits are the same.
@inline(__always) @_noLocks @_noAllocation
private func filter(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int, isStill: Bool) {
  var recursion = Recursion(group, isStill: isStill)
  var frame = 0
  while frame &+ 8 <= frames {
    var block = unsafe Block(rowsAt: mix.scratch + frame)
    let age = first &+ frame
    block.a = recursion.step(age, block.a)
    block.b = recursion.step(age &+ 1, block.b)
    block.c = recursion.step(age &+ 2, block.c)
    block.d = recursion.step(age &+ 3, block.d)
    block.e = recursion.step(age &+ 4, block.e)
    block.f = recursion.step(age &+ 5, block.f)
    block.g = recursion.step(age &+ 6, block.g)
    block.h = recursion.step(age &+ 7, block.h)
    unsafe block.store(rowsAt: mix.scratch + frame)
    frame = frame &+ 8
  }
  while frame < frames {
    var lanes = Lanes()
    for lane in 0..<8 { lanes[lane] = unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame] }
    lanes = recursion.step(first &+ frame, lanes)
    for lane in 0..<8 { unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame] = lanes[lane] }
    frame = frame &+ 1
  }
  group.filterY1 = recursion.y1
  group.filterY2 = recursion.y2
}

/// The filters of a group while they run: y = K·x − b1·y₁ − b2·y₂.
private struct Recursion {
  let k: Lanes, b1: Lanes, b2: Lanes
  let kStep: Lanes, b1Step: Lanes, b2Step: Lanes
  let isStill: Bool
  var y1: Lanes, y2: Lanes

  @inline(__always) @_noLocks @_noAllocation
  init(_ group: VoiceGroup, isStill: Bool) {
    self.isStill = isStill
    (k, kStep) = (group.filterK, group.filterKStep)
    // With their signs changed, so that one kind of sum does for all.
    (b1, b1Step) = (-group.filterB1, -group.filterB1Step)
    (b2, b2Step) = (-group.filterB2, -group.filterB2Step)
    (y1, y2) = (group.filterY1, group.filterY2)
  }

  /// One frame of all eight. The coefficients are computed from the beginning of the cell, never carried along.
  @inline(__always) @_noLocks @_noAllocation
  mutating func step(_ age: Int, _ x: Lanes) -> Lanes {
    let n = Lanes(repeating: Float(age))
    let older = fused(moved(b2, b2Step, n), y2, moved(k, kStep, n) * x)
    y2 = y1
    y1 = fused(moved(b1, b1Step, n), y1, older)
    return y1
  }

  @inline(__always) @_noLocks @_noAllocation
  private func moved(_ start: Lanes, _ step: Lanes, _ n: Lanes) -> Lanes {
    isStill ? start : fused(step, n, start)
  }
}
