// SPDX-License-Identifier: MIT
// Which note is played. Any thread.

/// The messages of a measurement.
public struct NoteChoice: Equatable, Sendable {
  /// MIDI channel, from 1.
  public var channel = 1
  /// MIDI key.
  public var key = 60
  /// Of the note-on, 1 to 127.
  public var velocity = 127
  /// What the channel is to play; nil where it is left as it is.
  public var program: Int?
  /// Notes that are held on other channels meanwhile, as a load.
  public var heldCount = 0

  /// Channel 1, key 60, full velocity. Thread: any.
  public init() {}

  /// The most notes that can be held: every key of 14 channels.
  public static let heldLimit = 14 * 128

  /// Note-on, first byte lowest.
  var begin: UInt64 { message(0x90, key, velocity) }
  /// Note-off.
  var end: UInt64 { message(0x80, key, 0) }

  /// What is sent before the first note: full volume, centre, nothing to reverb and chorus, whose tails would be heard when the
  /// next note begins.
  var preparation: [ShortMessage] {
    var messages = [(7, 127), (10, 64), (11, 127), (91, 0), (93, 0)].map { ShortMessage(message(0xB0, $0, $1), 3) }
    if let program { messages.append(ShortMessage(message(0xC0, program, 0), 2)) }
    return messages + held
  }

  /// What is sent after the last one, so that the synth is left as it was found.
  var farewell: [ShortMessage] {
    (0..<16).map { ShortMessage(UInt64(0xB0 | $0) | 123 << 8, 3) }
  }

  /// The load: program 1 of the tool's own bank is too soft to be heard.
  private var held: [ShortMessage] {
    guard heldCount > 0 else { return [] }
    let others = (0..<16).filter { $0 != channel - 1 && $0 != 9 }
    let channels = (heldCount + 127) / 128
    let programs = others.prefix(channels).map { ShortMessage(UInt64(0xC0 | $0) | 1 << 8, 2) }
    let notes = (0..<heldCount).map { index in
      ShortMessage(UInt64(0x90 | others[index / 128]) | UInt64(index % 128) << 8 | 100 << 16, 3)
    }
    return programs + notes
  }

  private func message(_ status: Int, _ data1: Int, _ data2: Int) -> UInt64 {
    UInt64(status | (channel - 1)) | UInt64(data1) << 8 | UInt64(data2) << 16
  }
}
