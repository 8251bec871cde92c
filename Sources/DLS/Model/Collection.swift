// SPDX-License-Identifier: MIT
// What a DLS file says, as values. Any thread but audio.

/// A parsed collection of instruments and the waves that they play.
public struct Collection: Sendable, Equatable {
  /// `dlid`, when the file has one.
  public var identifier: DLSID?
  /// `vers`: four parts, highest first, when the file has one.
  public var version: [UInt16]?
  /// `LIST INFO`.
  public var info: Info = Info()
  /// In file order. Of two with the same address the first wins.
  public var instruments: [Instrument] = []
  /// By pool-table cue (`ptbl`), which is what a region's link names; nil where the cue has no playable wave.
  public var waves: [Wave?] = []

  /// An empty collection. Thread: any.
  public init() {}
}
