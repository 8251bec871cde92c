// SPDX-License-Identifier: MIT
// What can be measured by itself.

import ArgumentParser

/// A part of the benchmarks.
enum Section: String, CaseIterable, EnumerableFlag {
  /// The cost of a voice.
  case cost
  /// The time of a period.
  case times
  /// The cost of a voice over the number of voices and the length of the period.
  case curves
  /// Many voices in short periods, and many notes at once.
  case load
  /// What more render threads are worth.
  case threads
  /// What silence costs.
  case idle
  /// A whole song.
  case song
  /// The interpolators.
  case quality
  /// The loading of a bank.
  case bankLoading
  /// What a sandbox costs.
  case sandboxes
  /// A plug-in in this program and in others.
  case hosts

  static func help(for section: Section) -> ArgumentHelp? {
    switch section {
    case .cost: "Measure the cost of a voice. Without one of these flags everything is measured."
    case .times: "Measure the time of a period."
    case .curves: "Measure the cost of a voice over the number of voices and the length of the period."
    case .load: "Measure 512 voices in periods of 64 frames, and a burst of notes in one of them."
    case .threads: "Measure 1024 voices on two render threads beside one."
    case .idle: "Measure what it costs when nothing sounds."
    case .song: "Measure the rendering of a whole song by the programs themselves."
    case .quality: "Measure the noise and the aliasing of the interpolators."
    case .bankLoading: "Measure the loading of a large bank."
    case .sandboxes:
      "Measure plug-ins and chains of effects in the process and in sandboxes, and how long one that was killed is missed."
    case .hosts: "Measure a plug-in as a JACK client, hosted by the program and by jalv."
    }
  }
}
