// SPDX-License-Identifier: MIT
// Checksums of several files, which may take as long as their disk does. Control threads.

internal import Realtime
internal import Synchronization

/// The checksums of some files, made on a thread of their own.
public final class BankHashes: Sendable {
  private let found = Mutex<[String?]?>(nil)

  /// Thread: control.
  public init(of paths: [String]) {
    guard !paths.isEmpty else {
      found.withLock { $0 = [] }
      return
    }
    // Nobody joins the thread: it holds what it fills.
    _ = WorkerThread(name: "bank hashes") {
      let hashes = paths.map { ContentHash.hash(ofFile: $0) }
      self.found.withLock { $0 = hashes }
    }
  }

  /// In the order of the files, nil for one that cannot be read; nil while they are not all there. Thread: control.
  public var hashes: [String?]? { found.withLock { $0 } }
}
