// SPDX-License-Identifier: MIT
// Which instrument a channel plays, and who is told what it has chosen. Audio thread.

import Realtime

extension Synthesizer {
  /// What new notes of a channel play: the program that it has chosen; while that is not in memory, the one that it had.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func instrument(of channel: Int) -> ProgramEntry? {
    let state = unsafe pool.channels + channel
    guard let chosen = unsafe table.program(for: ChannelProgram(state, index: channel)) else { return nil }
    guard chosen.isAwaited else {
      unsafe state.pointee.heldProgram = Int32(truncatingIfNeeded: chosen.key)
      return chosen
    }
    let held = unsafe state.pointee.heldProgram
    guard held >= 0, let program = table.entry(UInt32(truncatingIfNeeded: held)), program.regionCount > 0 else {
      return nil
    }
    return program
  }

  /// The channel is about to choose another program. What it had until now may be needed until the other one is in memory,
  /// and the downloader is to know of the choice. Thread: audio.
  @_noLocks @_noAllocation
  mutating func beginChoice(channel: Int) {
    _ = instrument(of: channel)
    pool.choosingChannels.insert(channel)
  }

  /// Tells the downloader what channels have chosen, as far as there is room; the others are told of with a later block.
  /// Where whole banks are brought in nobody listens. Thread: audio.
  @_noLocks @_noAllocation
  borrowing func announcePrograms() {
    while let channel = pool.choosingChannels.first() {
      guard unsafe choices.push(ChannelProgram(pool.channels + channel, index: channel)) else { return }
      pool.choosingChannels.remove(channel)
    }
  }
}
