// SPDX-License-Identifier: MIT
// Numbers and columns for people.

import Foundation

extension Double {
  /// With so many decimals.
  func text(decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}

extension String {
  /// With blanks after it, to a width.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(width - count, 0)) }

  /// With blanks before it, to a width.
  func rightAligned(_ width: Int) -> String { String(repeating: " ", count: Swift.max(width - count, 0)) + self }
}
