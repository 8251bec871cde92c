// SPDX-License-Identifier: MIT
// How long process callbacks take, one by one. Any thread.

internal import Synchronization

extension Statistics {
  /// Octaves from a thousandth of the period to eight periods.
  private static var octaveCount: Int { @_noLocks @_noAllocation get { 13 } }
  /// Steps of an octave: each is at most an eighth of its value wide.
  private static var stepsPerOctave: Int { @_noLocks @_noAllocation get { 8 } }

  /// Classes that callbacks are counted in by the part of their period that they took. Thread: any.
  public static var cycleClassCount: Int { @_noLocks @_noAllocation get { octaveCount &* stepsPerOctave } }

  /// The least part of the period in a class; the first has what is below as well, and the last what is above. Thread: any.
  @_noLocks @_noAllocation
  public static func leastPart(ofCycleClass index: Int) -> Double {
    let bits = UInt32(truncatingIfNeeded: index &+ firstStep) &<< 20
    return Double(Float(bitPattern: bits))
  }

  /// The bits of 2⁻¹⁰ without the lower ones of the fraction: the exponent and three bits, which make eight steps.
  private static var firstStep: Int { @_noLocks @_noAllocation get { (127 &- 10) &* 8 } }

  /// Counts a callback that took this part of its period. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func countCycle(part: Double) {
    let step = Int(Float(part).bitPattern &>> 20) &- Statistics.firstStep
    let index = part > 0 ? min(max(step, 0), Statistics.cycleClassCount &- 1) : 0
    unsafe storage.pointee.cycles[index].wrappingAdd(1, ordering: .relaxed)
    raise(part, gauge: .longestCycle)
  }

  /// Callbacks of a class so far. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func cycles(ofClass index: Int) -> UInt64 {
    guard index >= 0, index < Statistics.cycleClassCount else { return 0 }
    return unsafe storage.pointee.cycles[index].load(ordering: .relaxed)
  }
}
