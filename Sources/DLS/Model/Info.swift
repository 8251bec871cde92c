// SPDX-License-Identifier: MIT
// Texts and identifiers of a DLS list. Any thread but audio.

/// `LIST INFO`: texts by their four-character tag, in file order.
public struct Info: Sendable, Equatable {
  /// One text and its tag, upper case: INAM, ICOP, ….
  public struct Entry: Sendable, Equatable {
    public var tag: String
    public var text: String
    /// `tag`: four characters. `text`: without the closing NUL.
    public init(tag: String, text: String) {
      self.tag = tag
      self.text = text
    }
  }

  /// In file order.
  public var entries: [Entry] = []

  /// No texts.
  public init() {}

  /// `INAM`, empty where there is none.
  public var name: String { self["INAM"] ?? "" }
  /// The first text with this tag.
  public subscript(tag: String) -> String? { entries.first { $0.tag == tag }?.text }
}

/// `dlid`: a GUID; equal identifiers mean equal content.
public struct DLSID: Sendable, Hashable {
  /// The 16 bytes in file order.
  public var bytes: [UInt8]
  /// `bytes`: 16, in file order.
  public init(bytes: [UInt8]) {
    precondition(bytes.count == 16, "a DLSID has 16 bytes")
    self.bytes = bytes
  }
}
