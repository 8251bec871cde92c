// SPDX-License-Identifier: MIT
// Names of ports by a pattern. Any thread but audio.

import Glibc

/// An extended regular expression of POSIX, as JACK's own programs take them: it may match anywhere in a full name, such as
/// `system:playback_1`, unless it says `^` and `$`.
public struct PortPattern: Sendable, Equatable {
  /// As it was written.
  public let text: String

  /// Why a text is no pattern.
  public struct Fault: Error, Sendable, Equatable {
    /// A sentence without a full stop.
    public let sentence: String
  }

  /// Thread: any but audio.
  public init(_ text: String) throws(Fault) {
    var expression = unsafe regex_t()
    let status = unsafe regcomp(&expression, text, REG_EXTENDED | REG_NOSUB)
    guard status == 0 else {
      var words = [CChar](repeating: 0, count: 256)
      unsafe regerror(status, &expression, &words, words.count)
      let sentence = unsafe words.withUnsafeBufferPointer { unsafe String(cString: $0.baseAddress!) }
      throw Fault(sentence: "\"\(text)\" is no pattern for names of ports: \(sentence)")
    }
    unsafe regfree(&expression)
    self.text = text
  }
}
