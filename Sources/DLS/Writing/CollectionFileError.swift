// SPDX-License-Identifier: MIT
// Why a collection cannot be written. Any thread but audio.

/// A value that no DLS file can hold: written all the same, it would read back as another one.
public struct CollectionFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where the value is, numbered from 1 as in warnings: "ins 3/rgn 2". Empty at the top of the collection.
  public var path: String
  /// The value.
  public var reason: Reason

  init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What is wrong with a value.
  public enum Reason: Sendable, Equatable {
    /// The file would have more bytes than a RIFF file can.
    case tooLarge(byteCount: Int)
    /// The version has not four parts.
    case version(partCount: Int)
    /// There is no instrument: such a file is refused by who reads it.
    case noInstruments
    /// A number outside what the specification or a reader allows.
    case value(Warning.Field, found: Int)
    /// A region whose cue has no wave.
    case noWave(cue: UInt32)
    /// A wave without a frame, or with a part of one at its end.
    case brokenFrames(byteCount: Int, bytesPerFrame: Int)
    /// A loop that leaves its wave.
    case loopOutsideWave(start: UInt32, length: UInt32, frames: Int)
    /// A tag of a text that is no four-character identifier in capitals.
    case tag(String)
    /// A text with a NUL in it.
    case textWithNUL(tag: String)
    /// A text longer than `limit` bytes in any character set that a reader knows.
    case textTooLong(tag: String, byteCount: Int, limit: Int)
  }

  /// The sentence for a person. Thread: any.
  public var description: String { path.isEmpty ? sentence : "\(path): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .tooLarge(let count):
      "the file would have \(count) bytes (expected \(CollectionFile.byteLimit) at most)"
    case .version(let count): "the version has \(count) parts (expected 4)"
    case .noInstruments: "there is no instrument to write"
    case .value(let field, let found): "\(field.rawValue) cannot be \(found) (expected \(field.expectation))"
    case .noWave(let cue): "cue \(cue) has no wave"
    case .brokenFrames(let bytes, let frame): "the sound has \(bytes) bytes (expected whole frames of \(frame) bytes)"
    case .loopOutsideWave(let start, let length, let frames):
      "a loop of \(length) frames from frame \(start) does not fit a wave of \(frames)"
    case .tag(let tag): "\"\(tag)\" is no tag of a text (expected four characters in capitals)"
    case .textWithNUL(let tag): "the text \(tag) holds a NUL, where a reader takes it to end"
    case .textTooLong(let tag, let count, let limit):
      "the text \(tag) has \(count) bytes (expected \(limit) at most)"
    }
  }
}
