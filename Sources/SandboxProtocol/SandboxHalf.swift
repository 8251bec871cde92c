// SPDX-License-Identifier: MIT
// A block in the shared memory. Audio thread, either side's.

/// One half of the shared memory: what the client asks for, and what the sandbox has made of it. Nothing of it is believed.
@safe public struct SandboxHalf: BitwiseCopyable {
  // Safe because the mapping covers what the layout says, and outlives this value.
  private let base: UnsafeMutableRawPointer
  private let layout: SandboxLayout

  /// Half `number` modulo 2 of a mapping that begins at `memory`. Thread: any.
  @_noLocks @_noAllocation
  @unsafe public init(_ memory: UnsafeMutableRawPointer, _ layout: SandboxLayout, number: UInt32) {
    unsafe base = unsafe memory + layout.half(Int(number))
    self.layout = layout
  }

  /// The numbers of the head; those of the lists stand at 4 and 16, the time at 8.
  private enum Place { case frames, latency, cured, lost, refused }

  /// Says which block is wanted. Thread: audio, the client's.
  @_noLocks @_noAllocation
  public func ask(frames: Int, time: Int64) {
    store(UInt32(truncatingIfNeeded: frames), .frames)
    unsafe base.storeBytes(of: time, toByteOffset: 8, as: Int64.self)
  }

  /// Says where the transport stands at the beginning of the block; nil where it goes on as it was told before. Thread: audio, the
  /// client's.
  @_noLocks @_noAllocation
  public func tell(transport: SandboxTransport?) {
    let place = unsafe base + layout.transport
    if let transport { unsafe transport.write(to: place) } else { unsafe SandboxTransport.writeNothing(to: place) }
  }

  /// What is told of it, checked; nil where nothing is. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func transport() -> SandboxTransport? { unsafe SandboxTransport.read(base + layout.transport) }

  /// Frames of the block, never more than there is room for. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func frames() -> Int { min(Int(load(.frames)), SandboxLayout.longestBlock) }

  /// When it begins, in frames of the host timeline. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func time() -> Int64 { unsafe base.load(fromByteOffset: 8, as: Int64.self) }

  /// Says what has become of the block: frames that the plug-in is late, and what was lost. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func tell(latency: Int, _ losses: SandboxLosses) {
    store(UInt32(truncatingIfNeeded: latency), .latency)
    store(UInt32(truncatingIfNeeded: losses.cured), .cured)
    store(UInt32(truncatingIfNeeded: losses.lost), .lost)
    store(UInt32(truncatingIfNeeded: losses.refused), .refused)
  }

  /// Frames that the plug-in is late; 0 where that cannot be. Thread: audio, the client's.
  @_noLocks @_noAllocation
  public func latency() -> Int {
    let frames = load(.latency)
    return frames < 1_000_000 ? Int(frames) : 0
  }

  /// What was lost, no more than a block can have. Thread: audio, the client's.
  @_noLocks @_noAllocation
  public func losses() -> SandboxLosses {
    SandboxLosses(
      cured: UInt64(min(load(.cured), 64)), lost: UInt64(min(load(.lost), 65_536)),
      refused: UInt64(min(load(.refused), 1)))
  }

  /// The messages for the plug-in. Thread: audio.
  public var incoming: SandboxList {
    @_noLocks @_noAllocation get {
      unsafe SandboxList(events: base + layout.events, bytes: base + layout.bytes, number: base + 4)
    }
  }

  /// Those that it has sent out. Thread: audio.
  public var outgoing: SandboxList {
    @_noLocks @_noAllocation get {
      unsafe SandboxList(events: base + layout.sent, bytes: base + layout.sentBytes, number: base + 16)
    }
  }

  /// The samples of an output. Thread: audio.
  @_noLocks @_noAllocation
  public func output(_ index: Int) -> UnsafeMutableRawPointer { unsafe base + layout.output(index) }

  /// The samples of an input. Thread: audio.
  @_noLocks @_noAllocation
  public func input(_ index: Int) -> UnsafeMutableRawPointer { unsafe base + layout.input(index) }

  /// The value of a control; nil for what is no number. Thread: audio, the client's.
  @_noLocks @_noAllocation
  public func control(_ index: Int) -> Float? {
    let value = unsafe base.load(fromByteOffset: layout.controls &+ 4 &* index, as: Float.self)
    return value - value == 0 ? value : nil
  }

  /// Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func setControl(_ index: Int, _ value: Float) {
    unsafe base.storeBytes(of: value, toByteOffset: layout.controls &+ 4 &* index, as: Float.self)
  }

  @_noLocks @_noAllocation
  private func load(_ place: Place) -> UInt32 { unsafe base.load(fromByteOffset: offset(place), as: UInt32.self) }

  @_noLocks @_noAllocation
  private func store(_ value: UInt32, _ place: Place) {
    unsafe base.storeBytes(of: value, toByteOffset: offset(place), as: UInt32.self)
  }

  /// The raw value of an enumeration is none for the audio thread: a function.
  @_noLocks @_noAllocation
  private func offset(_ place: Place) -> Int {
    switch place {
    case .frames: 0
    case .latency: 20
    case .cured: 24
    case .lost: 28
    case .refused: 32
    }
  }
}
