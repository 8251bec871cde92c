// SPDX-License-Identifier: MIT
// What a song is, roughly: two of a kind play much the same. libFuzzer's thread.

public import MIDI

extension Song {
  /// A number for its first messages, in which statuses count as they are and the rest by its magnitude. Thread: any.
  public var kind: Int {
    var hasher = Hasher()
    var last: Int64 = 0
    for event in events.prefix(24) {
      hasher.combine(event.status)
      hasher.combine(magnitudeOf: event.isLong ? UInt64(event.length) : event.packed >> 8)
      hasher.combine(magnitudeOf: event.tick - last)
      last = event.tick
    }
    hasher.combine(magnitudeOf: events.count)
    hasher.combine(magnitudeOf: tempoMap.tempos.count)
    hasher.combine(magnitudeOf: timeSignatures.count)
    return hasher.finalize()
  }
}
