// SPDX-License-Identifier: MIT
// What program a channel has chosen. Written on the audio thread, read on the downloader thread too.

/// A channel's choice of a program as its messages have made it, whatever banks there are.
public struct ChannelProgram: BitwiseCopyable, Sendable {
  /// Over all groups, from 0.
  let index: Int32
  /// Whose rules its bank messages follow.
  let dialect: Dialect
  /// Plays drums unless its bank says otherwise.
  let isDrumPart: Bool
  /// The bank as of the last program change.
  let bankMSB: UInt8
  let bankLSB: UInt8
  let program: UInt8
  /// Whose banks it plays beside everybody's: 0 for nobody's, or a client's number.
  let owner: UInt8

  /// Thread: audio.
  @_noLocks @_noAllocation
  init(_ channel: UnsafePointer<Channel>, index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
    dialect = unsafe channel.pointee.dialect
    isDrumPart = unsafe channel.pointee.isDrumPart
    bankMSB = unsafe channel.pointee.bankMSB
    bankLSB = unsafe channel.pointee.bankLSB
    program = unsafe channel.pointee.program
    owner = unsafe channel.pointee.owner
  }

  /// The choice of a channel as it was reported. Thread: control.
  init(_ report: ChannelReport) {
    index = report.index
    dialect = report.dialect
    isDrumPart = report.isDrumPart
    bankMSB = report.bankMSB
    bankLSB = report.bankLSB
    program = report.program
    owner = report.owner
  }

  /// The choice of a channel to which nobody has said anything. Thread: any but audio.
  init(index: Int) {
    let channel = Channel(number: index % 16)
    self = unsafe withUnsafePointer(to: channel) { unsafe ChannelProgram($0, index: index) }
  }
}
