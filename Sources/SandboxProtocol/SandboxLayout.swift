// SPDX-License-Identifier: MIT
// Where everything lies in the memory that a client and a sandbox share. Any thread.

/// The map of that memory: a head, and two halves that are used in turn, block by block.
///
///     head    magic, version, size · request · reply
///     half    frames, event count, time · sent count, latency, outputs whose sound was no number, lost messages, refused
///             transport
///             events · bytes of long ones · sent events · their bytes · controls · audio, outputs and then inputs, one by one
///
/// There are no pointers in it. Both sides compute the same map from the numbers of outputs, inputs and controls, and compare its size.
public struct SandboxLayout: Sendable, BitwiseCopyable, Equatable {
  /// Stands at the beginning.
  public static let magic: UInt32 = 0x5761_5342
  /// Changes with anything that this file says.
  public static let version: UInt32 = 4
  /// Frames of the longest block.
  public static var longestBlock: Int { @_noLocks @_noAllocation get { 8192 } }
  /// Messages that fit in a block.
  public static var eventLimit: Int { @_noLocks @_noAllocation get { 1024 } }
  /// Bytes of the long ones among them.
  public static var byteLimit: Int { @_noLocks @_noAllocation get { 65_536 } }
  /// Bytes of a `SandboxEvent`.
  public static var eventStride: Int { @_noLocks @_noAllocation get { 24 } }

  /// Audio outputs of the plug-in.
  public let outputCount: Int
  /// Audio inputs of the plug-in.
  public let inputCount: Int
  /// Ports and properties whose values are told.
  public let controlCount: Int

  /// Thread: any.
  public init(outputCount: Int, inputCount: Int = 0, controlCount: Int) {
    self.outputCount = outputCount
    self.inputCount = inputCount
    self.controlCount = controlCount
  }

  /// Bytes from the beginning to the words by which both sides take turns. Each has a cache line of its own.
  public static var request: Int { @_noLocks @_noAllocation get { 64 } }
  /// See `request`.
  public static var reply: Int { @_noLocks @_noAllocation get { 128 } }

  /// Where a half begins, 0 or 1.
  @_noLocks @_noAllocation
  public func half(_ index: Int) -> Int { 256 &+ (index & 1) &* halfByteCount }

  /// Within a half: where the parts begin.
  public var transport: Int { @_noLocks @_noAllocation get { 64 } }
  /// See `transport`.
  public var events: Int { @_noLocks @_noAllocation get { transport &+ SandboxTransport.byteCount } }
  /// See `events`.
  public var bytes: Int {
    @_noLocks @_noAllocation get { events &+ SandboxLayout.eventLimit &* SandboxLayout.eventStride }
  }
  /// See `events`.
  public var sent: Int { @_noLocks @_noAllocation get { bytes &+ SandboxLayout.byteLimit } }
  /// See `events`.
  public var sentBytes: Int {
    @_noLocks @_noAllocation get { sent &+ SandboxLayout.eventLimit &* SandboxLayout.eventStride }
  }
  /// See `events`.
  public var controls: Int { @_noLocks @_noAllocation get { sentBytes &+ SandboxLayout.byteLimit } }
  /// See `events`.
  public var audio: Int { @_noLocks @_noAllocation get { controls &+ (4 &* controlCount &+ 63) / 64 &* 64 } }
  /// Where an output begins within a half.
  @_noLocks @_noAllocation
  public func output(_ index: Int) -> Int { audio &+ index &* 4 &* SandboxLayout.longestBlock }

  /// Where an input begins within a half.
  @_noLocks @_noAllocation
  public func input(_ index: Int) -> Int { output(outputCount &+ index) }

  private var halfByteCount: Int { @_noLocks @_noAllocation get { output(outputCount &+ inputCount) } }

  /// Bytes of all of it.
  public var byteCount: Int { @_noLocks @_noAllocation get { 256 &+ 2 &* halfByteCount } }
}
