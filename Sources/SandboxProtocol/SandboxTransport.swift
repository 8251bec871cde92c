// SPDX-License-Identifier: MIT
// Where the server's transport stands, on its way to a sandbox. Audio thread, either side's.

/// What is told of the transport with a block, at the beginning of which it holds.
public struct SandboxTransport: BitwiseCopyable, Sendable, Equatable {
  /// Else it stands still.
  public var isRolling: Bool
  /// Somebody counts beats: the fields after `rate` mean something.
  public var hasBeats: Bool
  /// Frames since the transport's beginning.
  public var frame: Int64
  /// Frames per second.
  public var rate: Double
  /// Beats per minute, above 0.
  public var tempo: Double
  /// Of the meter, above 0.
  public var beatsPerBar: Double
  /// Of the meter: 4 for quarter notes.
  public var beatUnit: Double
  /// From 0.
  public var bar: Int64
  /// Beats since the bar began.
  public var barBeat: Double

  /// Bytes that it takes.
  public static var byteCount: Int { @_noLocks @_noAllocation get { 64 } }

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(isRolling: Bool, frame: Int64, rate: Double) {
    (self.isRolling, self.frame, self.rate) = (isRolling, frame, rate)
    hasBeats = false
    (tempo, beatsPerBar, beatUnit, bar, barBeat) = (0, 0, 0, 0, 0)
  }

  /// Writes that nothing is told. Thread: audio, the client's.
  @_noLocks @_noAllocation
  static func writeNothing(to place: UnsafeMutableRawPointer) { unsafe place.storeBytes(of: 0, as: UInt32.self) }

  /// Thread: audio, the client's.
  @_noLocks @_noAllocation
  func write(to place: UnsafeMutableRawPointer) {
    let flags: UInt32 = 1 | (isRolling ? 2 : 0) | (hasBeats ? 4 : 0)
    unsafe place.storeBytes(of: flags, as: UInt32.self)
    unsafe place.storeBytes(of: frame, toByteOffset: 8, as: Int64.self)
    unsafe place.storeBytes(of: rate, toByteOffset: 16, as: Double.self)
    unsafe place.storeBytes(of: tempo, toByteOffset: 24, as: Double.self)
    unsafe place.storeBytes(of: Float(beatsPerBar), toByteOffset: 32, as: Float.self)
    unsafe place.storeBytes(of: Float(beatUnit), toByteOffset: 36, as: Float.self)
    unsafe place.storeBytes(of: bar, toByteOffset: 40, as: Int64.self)
    unsafe place.storeBytes(of: barBeat, toByteOffset: 48, as: Double.self)
  }

  /// What stands there, copied, and then checked: nil where nothing is told, or what cannot be. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  static func read(_ place: UnsafeRawPointer) -> SandboxTransport? {
    let flags = unsafe place.load(as: UInt32.self)
    guard flags & 1 != 0, flags < 8 else { return nil }
    var found = SandboxTransport(
      isRolling: flags & 2 != 0, frame: unsafe place.load(fromByteOffset: 8, as: Int64.self),
      rate: unsafe place.load(fromByteOffset: 16, as: Double.self))
    guard found.frame >= 0, found.rate >= 1, found.rate < 1e7 else { return nil }
    guard flags & 4 != 0 else { return found }
    found.hasBeats = true
    found.tempo = unsafe place.load(fromByteOffset: 24, as: Double.self)
    found.beatsPerBar = unsafe Double(place.load(fromByteOffset: 32, as: Float.self))
    found.beatUnit = unsafe Double(place.load(fromByteOffset: 36, as: Float.self))
    found.bar = unsafe place.load(fromByteOffset: 40, as: Int64.self)
    found.barBeat = unsafe place.load(fromByteOffset: 48, as: Double.self)
    // Comparisons that no NaN passes.
    guard found.tempo > 0, found.tempo < 1e6, found.beatsPerBar > 0, found.beatsPerBar < 1e6, found.beatUnit > 0,
      found.beatUnit < 1e6, found.bar >= 0, found.bar < 1 << 40, found.barBeat >= 0, found.barBeat < 1e9
    else { return nil }
    return found
  }
}
