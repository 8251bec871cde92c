// SPDX-License-Identifier: MIT
// Texts of a DLS list. Any thread but audio.

/// `LIST INFO`: texts by their four-character tag, in file order.
public struct Info: Sendable, Equatable {
  /// One text and its tag, upper case: INAM, ICOP, ….
  public struct Entry: Sendable, Equatable {
    /// Four characters, upper case.
    public var tag: String
    /// Without the closing NUL; may hold any character.
    public var text: String
    /// `tag`: four characters. `text`: without the closing NUL. Thread: any.
    public init(tag: String, text: String) {
      self.tag = tag
      self.text = text
    }
  }

  /// In file order.
  public var entries: [Entry] = []

  /// No texts. Thread: any.
  public init() {}

  /// `INAM`, empty where there is none.
  public var name: String { self["INAM"] ?? "" }
  /// The first text with this tag.
  public subscript(tag: String) -> String? { entries.first { $0.tag == tag }?.text }
}
