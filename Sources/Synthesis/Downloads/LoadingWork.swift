// SPDX-License-Identifier: MIT
// A long work as who waits for it sees it. Downloader thread and its helpers.

/// What the reading of a bank tells, and asks, while it goes on.
struct LoadingWork: Sendable {
  /// Takes the share of the samples that are ready, 0 to 1; from several threads, in no order.
  let advance: @Sendable (Double) -> Void
  /// Whether nobody wants the bank any more.
  let isCancelled: @Sendable () -> Bool

  /// Nobody looks, and nobody ends it.
  static var unwatched: LoadingWork { LoadingWork(advance: { _ in }, isCancelled: { false }) }

  init(advance: @escaping @Sendable (Double) -> Void, isCancelled: @escaping @Sendable () -> Bool) {
    self.advance = advance
    self.isCancelled = isCancelled
  }

  /// The work of a download.
  init(_ download: Download) {
    self.init(advance: { download.advance(to: $0) }, isCancelled: { download.isCancelled })
  }

  /// Throws where nobody wants the bank any more.
  func check() throws(BankFault) { if isCancelled() { throw .cancelled } }
}
