// SPDX-License-Identifier: MIT
// What a person sees while a bank is converted. Any thread.

import Synchronization

/// A line with the share of a bank's samples that is decoded, once that takes longer than half a second.
final class ConversionProgress: Sendable {
  private static let patience = Duration.milliseconds(500)

  private let path: String
  private let beginning = ContinuousClock().now
  private let isShown = Mutex(false)

  init(path: String) { self.path = path }

  /// Called by several threads at a time.
  func show(_ share: Double) {
    guard ContinuousClock().now - beginning >= Self.patience else { return }
    isShown.withLock { isShown in
      let line = "\(path): \(Int(share * 100)) % of its samples decoded"
      if Console.isTerminal { Console.progress(line) } else if !isShown { Console.notice(line) }
      isShown = true
    }
  }

  /// Takes the line away.
  func end() { if Console.isTerminal, isShown.withLock({ $0 }) { Console.progress("") } }
}
