// SPDX-License-Identifier: MIT
// All pages. Control threads.

internal import Synchronization

/// The pages that there are: so many and no more.
final class PageList: Sendable {
  static let limit = 64

  private let pages = Mutex<[ObjectIdentifier: Page]>([:])
  /// Somebody watches something else than before.
  let watching = Wake()

  /// Takes one in; false where there are enough.
  func add(_ page: Page) -> Bool {
    pages.withLock { pages in
      guard pages.count < PageList.limit else { return false }
      pages[ObjectIdentifier(page)] = page
      return true
    }
  }

  func remove(_ page: Page) { pages.withLock { $0[ObjectIdentifier(page)] = nil } }

  var count: Int { pages.withLock(\.count) }

  /// What any of them watches.
  var watched: Set<Topic> { Set(all.flatMap(\.watched)) }

  /// All may tell what is new.
  func tell(tick: Int) { for page in all { page.tell(tick: tick) } }

  /// Asks each whether it is still there.
  func ping() { for page in all { page.send(WebSocketFrame(.ping)) } }

  private var all: [Page] { pages.withLock { Array($0.values) } }
}
