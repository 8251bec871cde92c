// SPDX-License-Identifier: MIT
// A song as its file tells it: what sounds at which tick. A value; any thread but the audio thread.

/// A Standard MIDI File of format 0 or 1, alone or in an RMID or XMF file, read whole.
///
/// A damaged file plays as far as it can be understood; `warnings` tells what could not.
/// Source: Standard MIDI Files 1.0; Microsoft Multimedia Data Standards Update 1994, "RMID".
public struct Song: Sendable {
  /// The format of the file, 0 or 1.
  public let format: Int
  /// Tracks of the file.
  public let trackCount: Int
  /// The messages of all tracks, in the order of their ticks, then their tracks, then their places in the track.
  public let events: Events
  /// The System Exclusive messages that are too long for their events, one after the other, F0 and F7 included.
  public let systemExclusiveBytes: [UInt8]
  /// When each tick sounds.
  public let tempoMap: TempoMap
  /// Names, lyrics, markers and the like, in the order of their ticks.
  public let texts: [Text]
  /// Where the last track ends, in ticks, which may be after the last event.
  public let lengthInTicks: Int64
  /// Channels that a message is for, of all groups together.
  public let usedChannelCount: Int
  /// Channel groups of 16 channels that the messages are for, at least 1.
  public let groupCount: Int
  /// What was wrong with the file, in the order of reading; the first hundred.
  public let warnings: [Warning]
  /// Warnings beyond the first hundred.
  public let omittedWarningCount: Int
  /// The banks that an RMID or XMF file brings with it.
  public let embeddedBanks: [EmbeddedBank]

  /// The name of the song: of the first track of the file.
  public var name: String? { name(ofTrack: 0) }

  /// The time signatures in the order of their ticks.
  public var timeSignatures: [TimeSignature] { tempoMap.timeSignatures }

  /// How long the song lasts, in seconds, for people to read.
  public var lengthInSeconds: Double { tempoMap.seconds(ofTick: lengthInTicks) }

  /// The name that a track, numbered from 0, gives itself. Thread: any but audio.
  public func name(ofTrack track: Int) -> String? {
    texts.first { $0.kind == .trackName && Int($0.track) == track }?.string
  }

  /// The bytes of a long System Exclusive message, F0 and F7 included; empty for a short message. Thread: any but audio.
  public func systemExclusive(of event: Event) -> ArraySlice<UInt8> {
    systemExclusiveBytes[event.systemExclusiveRange?.clamped(to: systemExclusiveBytes.indices) ?? 0..<0]
  }

  /// The bytes of a message, long or short. Thread: any but audio.
  public func bytes(of event: Event) -> [UInt8] {
    guard !event.isLong else { return Array(systemExclusive(of: event)) }
    return (0..<UInt64(event.length)).map { UInt8(truncatingIfNeeded: event.packed >> (8 * $0)) }
  }
}
