// SPDX-License-Identifier: MIT
// The control-rate part of the filter: from cutoffs to lines of coefficients. Audio thread.

import CRealtime
import VoiceState

/// New coefficients where the cutoff has moved; the lines of the other lanes are level.
@inline(__always) @_noLocks @_noAllocation
func aimFilter(
  _ group: inout VoiceGroup, _ tables: KernelTables, _ cutoff: Lanes, _ perFrame: Lanes
) {
  let moved = choice(cutoff .!= group.cutoffInUse) & lanes(group.filterMask)
  guard bits(moved) != 0 else {
    group.filterKStep = Lanes()
    group.filterB1Step = Lanes()
    group.filterB2Step = Lanes()
    return
  }
  let (k, b1, b2) = coefficients(&group, tables, cutoff)
  group.filterKStep = Lanes().with((k - group.filterK) * perFrame, in: moved)
  group.filterB1Step = Lanes().with((b1 - group.filterB1) * perFrame, in: moved)
  group.filterB2Step = Lanes().with((b2 - group.filterB2) * perFrame, in: moved)
  // What is reached is known at the end of the line only; one more cell settles it.
  let isSettled = greater(abs(k - group.filterK), abs(b1 - group.filterB1)) .< 1e-7
  group.cutoffInUse.take(Lanes(repeating: .infinity).with(cutoff, where: isSettled), in: moved)
}

/// Coefficients of the all-pole low-pass for a cutoff in absolute cents (DLS 2.2; pole angle from the table).
@inline(__always) @_noLocks @_noAllocation
func coefficients(
  _ group: inout VoiceGroup, _ tables: KernelTables, _ cutoff: Lanes
) -> (k: Lanes, b1: Lanes, b2: Lanes) {
  let wanted = (cutoff - 6900) * (1 / 1200) + tables.octavesOfA4
  let poles = lanes(group.poleMask)
  let highest = Lanes(repeating: KernelTables.filterHighestOctave)
    .with(Lanes(repeating: KernelTables.poleHighestOctave), in: poles)
  let octave = lesser(greater(wanted, Lanes(repeating: KernelTables.filterLowestOctave)), highest)
  let theta = angleRatio(&group, tables, octave, poles) * exp2Lanes(octave)
  // Poles may lie beyond a quarter of the sample rate: sin θ = sin(π − θ).
  let sin = sine(lesser(theta, .pi - theta)), versine = oneMinusCosine(theta)
  let rho = group.filterRho, root = group.filterRootRho
  let denominator = 1 + rho * sin
  // 1 − r as a difference of its own: at low cutoffs r is so near 1 that subtracting would leave no digits.
  let oneMinusR = (versine + sin * (rho - root)) / denominator
  let r = 1 - oneMinusR
  let k = group.filterGain * (oneMinusR * oneMinusR + 2 * r * versine)
  // Above the highest cutoff of the formula, Fs/6 for DLS, the filter stays at it and opens instead: its coefficients go
  // along a straight line, over octaves, to those of no filter, which they reach at half the sample rate. There and above
  // DLS 2.2 has no filter, whatever its Q. A line between stable filters is stable, and a sweep makes no step.
  let opening = limited((wanted - highest) / (-1 - highest), 0, 1)
  let share = Lanes().with(1 - opening, in: lanes(group.filterMask))
  return (k * share + (1 - share), -2 * r * (1 - versine) * share, r * r * share)
}

/// θ / (Fc/Fs) from the tables, between four of their cells.
@inline(__always) @_noLocks @_noAllocation
private func angleRatio(
  _ group: inout VoiceGroup, _ tables: KernelTables, _ octave: Lanes, _ poles: Choice
) -> Lanes {
  let column = (octave - KernelTables.filterLowestOctave) * KernelTables.filterColumnsPerOctave
  let (at, row) = (rt_whole_words(column), rt_whole_words(group.filterRow))
  let (across, down) = (column - rt_numbers_of_words(at), group.filterRow - rt_numbers_of_words(row))
  let width =
    Int32(truncatingIfNeeded: KernelTables.filterColumnCount)
    &+ (poles & Int32(truncatingIfNeeded: KernelTables.poleColumnCount &- KernelTables.filterColumnCount))
  let cell = row &* width &+ at &+ (poles & Int32(truncatingIfNeeded: KernelTables.poleAnglesOffset))
  let (first, second) = pairs(tables, cell)
  let upper = first + across * (second - first)
  let (third, fourth) = pairs(tables, cell &+ width)
  let lower = third + across * (fourth - third)
  return upper + down * (lower - upper)
}

/// Each of eight cells and the one after it.
@inline(__always) @_noLocks @_noAllocation
private func pairs(_ tables: KernelTables, _ cells: SIMD8<Int32>) -> (Lanes, Lanes) {
  // Two numbers at once, whose 64 bits are never looked at as one.
  @inline(__always) func pair(_ lane: Int) -> UInt64 {
    unsafe UnsafeRawPointer(tables.angles + Int(cells[lane])).loadUnaligned(as: UInt64.self)
  }
  let early = SIMD4(pair(0), pair(1), pair(4), pair(5))
  let late = SIMD4(pair(2), pair(3), pair(6), pair(7))
  return unsafe (
    unsafeBitCast(rt_lower_words(early, late), to: Lanes.self),
    unsafeBitCast(rt_upper_words(early, late), to: Lanes.self)
  )
}
