// SPDX-License-Identifier: MIT
// A channel as values for programs. Control thread.

internal import Miniport
internal import Synthesis

/// What `/wavesink/channels` tells of a channel.
public struct ChannelSummary: Codable, Sendable {
  /// 1 to 16.
  public let channel: Int
  /// dls, gm1, gm2, gs, xg: whose rules its bank messages follow.
  public let dialect: String
  /// It plays drums.
  public let isDrums: Bool
  /// CC0 and CC32 as of the last program change.
  public let cc0: UInt8
  /// The lower half.
  public let cc32: UInt8
  /// 0 to 127.
  public let program: UInt8
  /// Who has chosen the program: nobody since a reset, jack, song, control, client, or exclusive for a System Exclusive message.
  /// It is control, too, that sets channels anew when a server has come back. No older client tells.
  public let programSource: String?
  /// Voices that sound.
  public let voices: Int
  /// CC7, CC10, CC11, CC91 and CC93.
  public let volume: UInt8
  /// 64 is the centre.
  public let pan: UInt8
  /// CC11.
  public let expression: UInt8
  /// CC91.
  public let reverb: UInt8
  /// CC93.
  public let chorus: UInt8
  /// 14 bits, 8192 is the centre.
  public let wheel: UInt16

  /// DirectMusic's number: whose notes give way to whose.
  public let priority: UInt32
  /// Somebody has muted it; no older client tells.
  public let isMuted: Bool?
  /// Somebody wants to hear it alone.
  public let isSolo: Bool?
  /// It is not heard: it is muted, or another one is solo.
  public let isSilenced: Bool?
  /// What the bank calls the program that answers; nil where none does, or where no synthesizer plays the group.
  public let name: String?
  /// The id of that bank.
  public let bank: Int?

  /// `place`: among the channels of `mix`. `answering`: the program that it plays.
  init(_ report: ChannelReport, _ mix: ChannelMix, place: Int, answering: ProgramDirectory.Program?) {
    channel = Int(report.index % 16) + 1
    dialect = report.dialect.rawValue
    isDrums = report.isDrums
    (cc0, cc32, program) = (report.bankMSB, report.bankLSB, report.program)
    programSource = ChannelSummary.name(ofSource: report.programSource)
    voices = Int(report.voiceCount)
    (volume, pan, expression) = (report.controllers[7], report.controllers[10], report.controllers[11])
    (reverb, chorus) = (report.controllers[91], report.controllers[93])
    wheel = report.wheel
    priority = report.priority.rawValue
    (isMuted, isSolo, isSilenced) = (mix.muted.contains(place), mix.solo.contains(place), mix.isSilenced(place))
    (name, bank) = (answering.map { String($0.name.prefix(64)) }, answering?.bank)
  }

  /// The inputs of an engine: JACK's MIDI inputs, the player, the control server, and those of clients.
  private static func name(ofSource source: UInt16) -> String {
    switch source {
    case MessageSource.nobody: "nobody"
    case MessageSource.server: "jack"
    case MessageSource.player: "song"
    case MessageSource.control: "control"
    case MessageSource.exclusive: "exclusive"
    default: "client"
    }
  }
}
