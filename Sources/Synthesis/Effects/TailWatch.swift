// SPDX-License-Identifier: MIT
// When an effect has nothing left to say. Audio thread.

/// Follows an effect from its first input to true silence: once nothing comes in and all that went into its memory for as
/// long as the memory is has been too small to hear, it is emptied, and costs nothing until something comes in again.
struct TailWatch: BitwiseCopyable {
  /// What an effect does in a cell.
  enum Phase: BitwiseCopyable { case idle, sounding, emptying }

  /// −150 dBFS: below the last bit of 24.
  private static var least: Float { @_noLocks @_noAllocation get { 0x1p-25 } }
  /// Cells after which whatever came in last has been written anew or forgotten.
  private let memoryCells: Int
  private let emptyingCells: Int
  private(set) var phase = Phase.idle
  private var quietCells = 0
  /// It is emptied whatever comes in.
  private var isPurged = false

  /// `emptyingCells`: how long emptying takes, 0 if the effect does it at once. Thread: setup.
  init(memoryCells: Int, emptyingCells: Int) {
    self.memoryCells = memoryCells
    self.emptyingCells = emptyingCells
  }

  /// True where the effect need not be asked. Thread: audio.
  var isIdle: Bool { @_noLocks @_noAllocation get { if case .idle = phase { true } else { false } } }

  /// What to do in a cell with or without input. Thread: audio.
  @_noLocks @_noAllocation
  mutating func begin(isFed: Bool) -> Phase {
    if isFed, !isPurged {
      phase = .sounding
      quietCells = 0
    }
    return phase
  }

  /// The cell has sounded; `greatest` is the greatest magnitude that was written. Thread: audio.
  @_noLocks @_noAllocation
  mutating func note(_ greatest: Float) {
    guard greatest < TailWatch.least else { return quietCells = 0 }
    quietCells &+= 1
    guard quietCells >= memoryCells else { return }
    phase = .emptying
    quietCells = 0
  }

  /// A cell of the memory has been emptied; true when that was the last. Thread: audio.
  @_noLocks @_noAllocation
  mutating func emptied() -> Bool {
    quietCells &+= 1
    guard quietCells >= emptyingCells else { return false }
    phase = .idle
    quietCells = 0
    isPurged = false
    return true
  }

  /// It is to be emptied though it sounds; what comes in until that is done is not heard. Thread: audio.
  @_noLocks @_noAllocation
  mutating func purge() {
    guard !isIdle else { return }
    phase = .emptying
    quietCells = 0
    isPurged = true
  }
}
