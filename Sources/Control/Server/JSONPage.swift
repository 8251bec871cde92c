// SPDX-License-Identifier: MIT
// As much of a list as a datagram takes. Control threads.

internal import FoundationEssentials

/// Lists that may be longer than a datagram are told page by page.
enum JSONPage {
  /// Bytes of the elements of a page; a datagram has 65,507, of which something goes to what stands around them.
  private static let byteLimit = 48_000

  /// Those from `first` on that fit, and one at least where there is one. `more`: bytes that go with one, besides itself.
  static func elements<Element: Encodable>(
    of all: [Element], from first: Int, more: (Element) -> Int = { _ in 0 }
  ) -> [Element] {
    var left = byteLimit
    let rest = all.dropFirst(first)
    let fitting = rest.prefix { element in
      left -= byteCount(element) + more(element)
      return left >= 0
    }
    return fitting.isEmpty ? Array(rest.prefix(1)) : Array(fitting)
  }

  /// What an element takes, with the comma behind it.
  static func byteCount(_ element: some Encodable) -> Int {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return ((try? encoder.encode(element))?.count ?? 0) + 1
  }
}
