// SPDX-License-Identifier: MIT
// Which sound belongs to which note. Control thread.

/// Matches what was heard to what was sent, so that every event is accounted for.
///
/// A note's sounds are those from `leadFrames` before it until as long before the next one. What comes still later counts as the
/// next note's, which is then doubled, or stands for one that is lost: no latency is looked for that is longer than an interval.
struct Accounting {
  /// How much earlier than its note a sound may come.
  let leadFrames: Int
  /// The server's counter at the beginning of the schedule.
  let base: UInt32

  /// All notes in the order of the plan. `sent`, `direct` and `heard` are in the order of time. Thread: control.
  func fates(sent: [SentNote], direct: [HeardOnset], heard: [HeardOnset]) -> [NoteFate] {
    var directs = direct.map { place($0.frame) }[...]
    var sounds = heard.map { (frame: place($0.frame), uncertainty: Int($0.uncertainty)) }[...]
    // What comes before the first note's time is nobody's.
    if let first = sent.first { sounds = sounds.drop { $0.frame < place(first.frame) - leadFrames } }
    return sent.indices.map { index in
      let note = sent[index]
      let frame = place(note.frame)
      let next = index + 1 < sent.count ? place(sent[index + 1].frame) : Int.max
      var fate = NoteFate(
        index: Int(note.index), sentFrame: frame, offset: Int(note.offset), periodFrames: Int(note.period),
        wasSentLate: note.wasLate)
      // The sender's impulse is never early.
      directs = directs.drop { $0 < frame }
      if let first = directs.first, first < next { fate.directFrame = first }
      let own = sounds.prefix { next == .max || $0.frame < next - leadFrames }
      sounds = sounds.dropFirst(own.count)
      if let first = own.first {
        fate.latencyFrames = first.frame - (fate.directFrame ?? frame)
        fate.uncertaintyFrames = first.uncertainty
        fate.doublingCount = own.count - 1
      }
      return fate
    }
  }

  /// Frames since the beginning of the schedule, half of the counter's range to either side.
  private func place(_ frame: UInt32) -> Int { Int(Int32(bitPattern: frame &- base)) }
}
