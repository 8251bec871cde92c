// SPDX-License-Identifier: MIT
// Filter, gain, pan and mix of eight voices at once. Audio thread.

import VoiceState

/// Adds the scratch memory's frames to the bus, each lane through its filter and its two gains.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ frames: Int) {
  if group.filterMask != 0 { filter(&group, mix, frames) }
  var left = group.gainLeft
  var right = group.gainRight
  let leftStep = group.gainLeftStep
  let rightStep = group.gainRightStep
  for frame in 0..<frames {
    let voice = unsafe mix.scratch[frame]
    unsafe mix.left[frame] = unsafe mix.left[frame] + voice * left
    unsafe mix.right[frame] = unsafe mix.right[frame] + voice * right
    left += leftStep
    right += rightStep
  }
  group.gainLeft = left
  group.gainRight = right
}

/// The all-pole low-pass of DLS 2.2 in place, its coefficients moving along straight lines. A line between two stable
/// filters is stable, because the region of stable (b1, b2) is convex.
@inline(__always) @_noLocks @_noAllocation
private func filter(_ group: inout VoiceGroup, _ mix: MixMemory, _ frames: Int) {
  var k = group.filterK
  var b1 = group.filterB1
  var b2 = group.filterB2
  let kStep = group.filterKStep
  let b1Step = group.filterB1Step
  let b2Step = group.filterB2Step
  var y1 = group.filterY1
  var y2 = group.filterY2
  for frame in 0..<frames {
    // The recursion is serial in time: eight voices in the lanes hide its latency.
    let y = unsafe k * mix.scratch[frame] - b2 * y2 - b1 * y1
    unsafe mix.scratch[frame] = y
    y2 = y1
    y1 = y
    k += kStep
    b1 += b1Step
    b2 += b2Step
  }
  group.filterK = k
  group.filterB1 = b1
  group.filterB2 = b2
  group.filterY1 = y1
  group.filterY2 = y2
}
