// SPDX-License-Identifier: MIT
// What a page on another machine shows to be let in. Any thread but audio.

internal import Glibc

/// 128 random bits of the system's, as 32 digits.
public struct AccessToken: Sendable {
  /// As it stands in the link.
  public let text: String

  /// A new one. Thread: setup.
  public init() throws(PanelError) {
    var bytes = [UInt8](repeating: 0, count: 16)
    guard unsafe getentropy(&bytes, bytes.count) == 0 else { throw .noToken }
    text = Hexadecimal.text(bytes)
  }

  /// Whether somebody has the same. It takes as long whatever is wrong with it: the time tells nothing. Thread: any.
  func isEqual(to other: String?) -> Bool {
    let mine = Array(text.utf8)
    let theirs = Array((other ?? "").utf8)
    var difference: UInt8 = mine.count == theirs.count ? 0 : 1
    for index in mine.indices { difference |= mine[index] ^ (index < theirs.count ? theirs[index] : 0) }
    return difference == 0
  }
}
