// SPDX-License-Identifier: MIT
// What a person sees while the samples of a large bank are read or decoded. Main thread, and the threads of jobs.

import Synthesis

/// A line with the share that is done, once it takes longer than half a second.
struct DecodingProgress {
  private static let patience = Duration.milliseconds(500)

  private let clock = ContinuousClock()
  private var beginning: ContinuousClock.Instant?
  private var isShown = false

  /// Called every now and then while these are on their way.
  mutating func show(_ downloads: [Download]) {
    guard let download = downloads.first(where: { $0.outcome == nil }), let share = download.progress else { return }
    let now = clock.now
    guard let beginning else { return beginning = now }
    guard now - beginning >= Self.patience, Console.isTerminal || !isShown else { return }
    isShown = true
    let line = "\(download.source.name): \(Int(share * 100)) % of its samples are there"
    if Console.isTerminal { Console.progress(line) } else { Console.notice(line) }
  }

  /// Takes the line away.
  mutating func end() {
    if isShown, Console.isTerminal { Console.progress("") }
    beginning = nil
    isShown = false
  }
}
