// SPDX-License-Identifier: MIT
// A channel as others see it. Written on the audio thread, read on a control thread.

public import Miniport

/// What a channel's messages have set, and how many voices it has: what a panel shows, and what a session keeps.
public struct ChannelReport: BitwiseCopyable, Sendable {
  /// Over all groups, from 0: group 1 has 0 to 15.
  public var index: Int32 = 0
  /// Voices that hold a slot.
  public var voiceCount: Int32 = 0
  /// Whose rules its bank messages follow.
  public var dialect = Dialect.dls
  /// It plays drums.
  public var isDrums = false
  /// It plays drums unless its bank says otherwise.
  private(set) var isDrumPart = false
  /// Whose banks it plays beside everybody's.
  private(set) var owner: UInt8 = 0
  /// The program, and the bank that it was chosen from.
  public var bankMSB: UInt8 = 0
  /// CC32 as of the last program change.
  public var bankLSB: UInt8 = 0
  /// 0 to 127.
  public var program: UInt8 = 0
  /// Where the message came from that chose the program; `MessageSource.nobody` where none has come since a reset.
  public var programSource = MessageSource.nobody
  /// One note at a time.
  public var isMono = false
  /// Channel pressure.
  public var pressure: UInt8 = 0
  /// Controllers 0 to 127.
  public var controllers = [128 of UInt8](repeating: 0)
  /// Pitch wheel, 14 bits.
  public var wheel: UInt16 = 8192
  /// RPN 0, 1, 2 and 5, 14 bits each.
  public var parameters = [4 of UInt16](repeating: 0)

  /// Whose notes give way to whose.
  public var priority = VoicePriority.usual(channel: 0)

  /// The numbers of `parameters`.
  public static let parameterNumbers: [UInt8] = [0, 1, 2, 5]

  /// Thread: audio.
  @_noLocks @_noAllocation
  init(_ channel: UnsafePointer<Channel>, index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
    voiceCount = unsafe channel.pointee.voiceCount
    dialect = unsafe channel.pointee.dialect
    isDrums = unsafe channel.pointee.isPlayingDrums
    isDrumPart = unsafe channel.pointee.isDrumPart
    owner = unsafe channel.pointee.owner
    bankMSB = unsafe channel.pointee.bankMSB
    bankLSB = unsafe channel.pointee.bankLSB
    program = unsafe channel.pointee.program
    programSource = unsafe channel.pointee.programSource
    isMono = unsafe channel.pointee.isMono
    pressure = unsafe channel.pointee.expression3D.ownPressure
    controllers = unsafe channel.pointee.controllers
    priority = unsafe channel.pointee.priority
    wheel = unsafe UInt16(truncatingIfNeeded: channel.pointee.wheel)
    parameters[0] = unsafe UInt16(truncatingIfNeeded: channel.pointee.bendRange)
    parameters[1] = unsafe UInt16(truncatingIfNeeded: channel.pointee.fineTuning)
    parameters[2] = unsafe UInt16(truncatingIfNeeded: channel.pointee.coarseTuning)
    parameters[3] = unsafe UInt16(truncatingIfNeeded: channel.pointee.modulationRange)
  }

  /// Its engine has gone, and its voices with it. Thread: control.
  public mutating func silence() { voiceCount = 0 }

  /// The channel with this index as it is after a reset. Thread: any but audio.
  public init(index: Int, after dialect: Dialect) {
    var channel = Channel(number: index % 16)
    channel.reset(to: dialect)
    self = unsafe withUnsafePointer(to: channel) { unsafe ChannelReport($0, index: index) }
  }
}
