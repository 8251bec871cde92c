// SPDX-License-Identifier: MIT
// Why an audio file could not be read or written. Never on the audio thread.

import Glibc

/// Why an audio file could not be read or written: which file, and what stood in the way.
public struct AudioFileError: Error, Equatable, CustomStringConvertible {
  /// What stood in the way.
  public enum Reason: Equatable, Sendable {
    /// The extension names no container that can be written.
    case unknownExtension
    /// The container does not hold samples of this format.
    case unsuitableSampleFormat(AudioContainer, SampleFormat)
    /// The container does not take this rate or number of channels.
    case unsuitableLayout(AudioContainer, hertz: UInt32, channelCount: Int)
    /// libsndfile does not know what these bytes begin, or finds it damaged.
    case unknownCoding(beginning: [UInt8])
    /// More channels than a sample has.
    case unsuitableChannels(Int)
    /// Not one frame of sound.
    case noFrames
    /// More frames than were asked for.
    case tooManyFrames(limit: Int)
    /// The operating system refused, with its `errno`.
    case system(Operation, errno: Int32)
    /// libsndfile refused, in its own words.
    case library(Operation, words: String)
  }

  /// What was being done.
  public enum Operation: String, Sendable {
    case open, create, write, finish, read
  }

  /// The file as the caller named it.
  public let path: String
  /// What stood in the way.
  public let reason: Reason

  init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The file and the sentence, as they go to standard error. Thread: any.
  public var description: String { "\(path == "-" ? "standard output" : path): \(sentence)" }

  /// What is wrong, without the file's name. Thread: any.
  public var sentence: String {
    switch reason {
    case .unknownExtension:
      let known = AudioContainer.allCases.map { "." + $0.rawValue }
      return "unknown kind of audio file (expected \(known.dropLast().joined(separator: ", ")) or \(known.last ?? ""))"
    case .unsuitableSampleFormat(let container, let format):
      return Self.sentence(container, refusing: format)
    case .unsuitableLayout(let container, let hertz, let channelCount):
      return "\(container.name) does not take \(channelCount) channels at \(hertz) Hz"
    case .unknownCoding(let beginning):
      return "neither Vorbis nor FLAC (expected \"OggS\" or \"fLaC\" and a sound, found \(Self.characters(beginning)))"
    case .unsuitableChannels(let count):
      return "a sample has one channel (found \(count))"
    case .noFrames:
      return "it holds no sound"
    case .tooManyFrames(let limit):
      return "it is too long (expected at most \(limit) frames)"
    case .system(let operation, let code):
      return "cannot \(operation.rawValue): \(Self.words(ofErrno: code))"
    case .library(let operation, let words):
      return "cannot \(operation.rawValue): \(words)"
    }
  }

  private static func sentence(_ container: AudioContainer, refusing format: SampleFormat) -> String {
    let held = container.sampleFormats.map(\.rawValue)
    guard !held.isEmpty else { return "\(container.name) has no sample format to choose (found \(format.rawValue))" }
    return "\(container.name) holds no \(format.rawValue) samples (expected \(held.joined(separator: " or ")))"
  }

  /// Printable characters, and dots for the others.
  private static func characters(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    return "\"" + String(decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x2E }, as: UTF8.self) + "\""
  }

  private static func words(ofErrno code: Int32) -> String {
    // Safe because the text is copied before the next call of strerror on this thread can change it.
    unsafe String(cString: strerror(code))
  }
}
