// SPDX-License-Identifier: MIT
// What happens while a render worker is late. Audio thread.
//
// A worker whose thread does not run, for once, has voices in its hands that nobody else may touch. The audio thread does not
// wait for it longer than half of what it renders: it goes on with silence to the end of the block, keeps the messages that
// come, and takes them in their order as soon as the worker is done. All of that is counted.

import MIDI
import Miniport
import Realtime

extension Synthesizer {
  /// Whether the voices may be touched; what has been postponed is taken in first, as of `time`. Thread: audio.
  @_noLocks @_noAllocation
  mutating func isReady(at time: FrameTime) -> Bool {
    guard isStalled else { return true }
    guard pool.workers.isDone else { return false }
    isStalled = false
    effectSection.abandonCell()
    pool.forgetSums()
    pool.fedReverb = false
    pool.fedChorus = false
    applyLayout(at: time)
    statistics.add(UInt64(postponed.count), to: .eventsLate)
    for index in 0..<postponed.count {
      var event = postponed.event(index)
      event.time = time
      take(event)
    }
    // What had no room may have been the end of a note.
    if postponed.hasLost {
      for channel in 0..<pool.channelCount { letGo(channel: channel, at: time) }
    }
    postponed.removeAll()
    return true
  }

  /// Pedals up and all notes off, as a player who goes would do it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func letGo(channel: Int, at time: FrameTime) {
    controlChange(channel: channel, number: 64, value: 0, time: time)
    controlChange(channel: channel, number: 66, value: 0, time: time)
    allNotesOff(channel: channel)
  }

  /// Keeps a message for later. Thread: audio.
  @_noLocks @_noAllocation
  mutating func postpone(_ event: Event) {
    if !postponed.append(event) { statistics.countLoss(of: event) }
  }
}
