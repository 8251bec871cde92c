// SPDX-License-Identifier: MIT
// Eight numbers of an effect that move together. Audio thread.

/// Settings on their way from one state to another, along straight lines from cell to cell.
struct EffectGlide: BitwiseCopyable {
  /// Cells that a change takes: 85 ms at 48 kHz. The next change waits for its end.
  private static var changeCells: Double { @_noLocks @_noAllocation get { 64 } }

  private var from = SIMD8<Double>()
  private var to = SIMD8<Double>()
  private var cellsLeft: Double = 0

  @_noLocks @_noAllocation
  init() {}

  /// True where a new target may be given. Thread: audio.
  var isAtRest: Bool { @_noLocks @_noAllocation get { cellsLeft == 0 } }

  /// At the beginning of the cell at hand. Thread: audio.
  var value: SIMD8<Double> {
    @_noLocks @_noAllocation get {
      cellsLeft == 0 ? to : to + (from - to) * (cellsLeft * (1 / EffectGlide.changeCells))
    }
  }

  /// Heads for new values; at once where nothing can be heard. Thread: audio.
  @_noLocks @_noAllocation
  mutating func aim(at values: SIMD8<Double>, atOnce: Bool) {
    from = to
    to = values
    cellsLeft = atOnce ? 0 : EffectGlide.changeCells
  }

  /// On to the next cell. Thread: audio.
  @_noLocks @_noAllocation
  mutating func advance() { cellsLeft = max(0, cellsLeft - 1) }

  /// At its target. Thread: audio.
  @_noLocks @_noAllocation
  mutating func settle() { cellsLeft = 0 }
}
