// SPDX-License-Identifier: MIT
// What was lost, in words: nothing is lost silently. Main thread.

import Realtime

/// Tells people of each counter that has moved since it was last asked.
struct LossReport {
  /// What the counters mean, in the order in which they are told.
  private static let words: [(Statistics.Counter, String)] = [
    (.voicesStolen, "notes were cut for want of voices"),
    (.voicesShed, "notes were cut: the processor could not keep up"),
    (.soundsCured, "times the sound was not a number: all notes and effects were ended"),
    (.voicesRefused, "notes found no voice"),
    (.notesWithoutRegion, "notes have no instrument in these banks"),
    (.eventsLost, "messages were lost: too many at once"),
    (.noteOffsLost, "of the messages lost were to end notes"),
    (.notesStale, "notes were left out: they were due while nothing ran"),
    (.eventsMalformed, "messages were damaged and left out"),
    (.systemExclusiveLost, "System Exclusive messages were lost: too long, or too many at once"),
    (.systemExclusiveUnknown, "System Exclusive messages mean nothing here, or have a wrong checksum"),
    (.groupsUnknown, "messages went to channel groups that are not there"),
    (.parametersUnknown, "parameter changes (RPN, NRPN) mean nothing here"),
    (.eventsLate, "messages came late"),
    (.workersLate, "stretches of sound are silent: a render worker was late (--threads)"),
    (.sandboxesLate, "blocks of plug-ins in sandboxes were late, and are not heard"),
    (.blocksRefused, "blocks were left out: their plug-in wants the period that the server had when it began"),
    (.cyclesMissed, "times the server went on without this client"),
    (.cyclesLate, "periods took longer than they last"),
    (.xruns, "periods were not delivered in time"),
  ]

  private var told = [UInt64](repeating: 0, count: LossReport.words.count)

  /// Warns of what is new; `about`: in front of each sentence.
  mutating func tell(_ statistics: borrowing Statistics, about: String = "") {
    for (index, (counter, what)) in LossReport.words.enumerated() {
      let count = statistics.value(of: counter)
      if count > told[index] { Console.warning("\(about)\(count - told[index]) \(what)") }
      told[index] = count
    }
  }
}
