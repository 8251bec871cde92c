// SPDX-License-Identifier: MIT
// Who has promised to send something every 300 ms (MIDI 1.0, Active Sensing). Audio thread; made at setup.

import Realtime

/// When the silence of each source of each group will have lasted too long.
///
/// The timeline decides, not a clock: a source that has once sent FE and then nothing for 300 ms has gone, and its notes
/// end at that very frame.
@safe struct ActiveSensing: ~Copyable {
  /// Sources that are told apart; those beyond share the last place.
  private static var sourceCount: Int { @_noLocks @_noAllocation get { 16 } }

  // Safe because it covers `sourceCount` sources of each group, and this value alone has it.
  private let deadlines: UnsafeMutablePointer<FrameTime>
  private let groupCount: Int
  private let frames: Int
  /// No deadline is before this one.
  private(set) var earliest = FrameTime(.max)

  /// Thread: setup.
  init(groupCount: Int, rate: SampleRate) {
    self.groupCount = groupCount
    frames = Int(rate.hertz) * 3 / 10
    unsafe deadlines = .allocate(capacity: groupCount * 16)
    unsafe deadlines.initialize(repeating: FrameTime(.max), count: groupCount * 16)
  }

  deinit { unsafe deadlines.deallocate() }

  /// A message came; `isSensing`: it was FE. `group`: from 1. Thread: audio.
  @_noLocks @_noAllocation
  mutating func hear(group: Int, source: Int, at time: FrameTime, isSensing: Bool) {
    let place = (group &- 1) &* ActiveSensing.sourceCount &+ min(source, ActiveSensing.sourceCount &- 1)
    let old = unsafe deadlines[place].frames
    // Who came back after too long a silence has to promise anew.
    let isArmed = isSensing || old < .max && time.frames <= old
    let deadline = isArmed ? time + frames : FrameTime(.max)
    unsafe deadlines[place] = deadline
    if deadline.frames < earliest.frames { earliest = deadline }
  }

  /// A message whose source is not known came: it counts for all of the group. Thread: audio.
  @_noLocks @_noAllocation
  mutating func hear(group: Int, at time: FrameTime) {
    for source in 0..<ActiveSensing.sourceCount {
      let place = (group &- 1) &* ActiveSensing.sourceCount &+ source
      if unsafe deadlines[place].frames < .max { hear(group: group, source: source, at: time, isSensing: false) }
    }
  }

  /// Nobody of a group is waited for any more. Thread: audio.
  @_noLocks @_noAllocation
  mutating func forget(group: Int) {
    for source in 0..<ActiveSensing.sourceCount {
      unsafe deadlines[(group &- 1) &* ActiveSensing.sourceCount &+ source] = FrameTime(.max)
    }
  }

  /// One whose time has run out by now, and which is not waited for any more; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeExpired(at time: FrameTime) -> (group: Int, source: Int)? {
    guard earliest.frames <= time.frames else { return nil }
    earliest = FrameTime(.max)
    for place in 0..<(groupCount &* ActiveSensing.sourceCount) {
      let deadline = unsafe deadlines[place]
      if deadline.frames <= time.frames {
        unsafe deadlines[place] = FrameTime(.max)
        // There may be more: the next call looks again.
        earliest = time
        return (place / ActiveSensing.sourceCount &+ 1, place % ActiveSensing.sourceCount)
      }
      if deadline.frames < earliest.frames { earliest = deadline }
    }
    return nil
  }
}
