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
    var block = unsafe Block(mix.scratch + frame, rowFrames: VoiceLayout.controlFrames).transposed()
    let age = first &+ frame
    block.a = step(&group, age, block.a)
    block.b = step(&group, age &+ 1, block.b)
    block.c = step(&group, age &+ 2, block.c)
    block.d = step(&group, age &+ 3, block.d)
    block.e = step(&group, age &+ 4, block.e)
    block.f = step(&group, age &+ 5, block.f)
    block.g = step(&group, age &+ 6, block.g)
    block.h = step(&group, age &+ 7, block.h)
    unsafe block.transposed().store(mix.scratch + frame, rowFrames: VoiceLayout.controlFrames)
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
