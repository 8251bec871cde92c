// SPDX-License-Identifier: MIT
// What is wrong with a packet. Any thread but audio.

/// Why a packet is not understood.
public enum OSCError: Error, Equatable, CustomStringConvertible {
  /// Neither a message nor a bundle begins at this byte.
  case noMessage(offset: Int)
  /// A message whose types and arguments do not fit its length; liblo's reason.
  case damaged(offset: Int, code: Int)
  /// A bundle's element is longer than what is left, or no multiple of 4 bytes.
  case elementLength(offset: Int, found: Int, left: Int)
  /// Bundles inside bundles, deeper than anybody needs.
  case tooDeep(offset: Int, limit: Int)

  /// Thread: any.
  public var description: String {
    switch self {
    case .noMessage(let offset): "offset \(offset): expected an OSC path or \"#bundle\", found neither"
    case .damaged(let offset, let code):
      "offset \(offset): expected a message whose arguments fit its types and its length, found one that does not (\(code))"
    case .elementLength(let offset, let found, let left):
      "offset \(offset): expected a length of at most \(left) bytes in fours, found \(found)"
    case .tooDeep(let offset, let limit):
      "offset \(offset): expected at most \(limit) bundles in one another, found more"
    }
  }
}
