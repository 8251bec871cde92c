// SPDX-License-Identifier: MIT
// The synthesizer of a sandbox. Control threads.

/// A synthesizer that is to run in a sandbox: one group of 16 channels, made as the client's own is.
public struct SandboxSynthesizer: Codable, Sendable, Equatable {
  /// `SandboxLayout.version`.
  public var version: UInt32
  /// Bytes of the shared memory, as the client computes them.
  public var byteCount: Int
  /// Hz.
  public var rate: Int
  /// Voices that may sound at once.
  public var voiceLimit: Int
  /// The name of how waves are read between their frames.
  public var interpolation: String
  /// The name of the build of the inner loops.
  public var kernelSet: String
  /// dB over everything.
  public var gain: Double
  /// Cents over equal temperament for each of the 128 keys; none for equal temperament.
  public var keyCents: [Double]
  /// Reverb, chorus and limiter.
  public var hasEffects: Bool
  /// The reverb to begin with: dB of what goes in and of what comes back, seconds, and the ratio of the highs; none for that of General MIDI.
  public var reverb: [Double]
  /// Programs come in when channels choose them, and not whole banks.
  public var isOnDemand: Bool
  /// Bytes that samples may take.
  public var sampleByteLimit: Int

  /// Thread: any.
  public init(
    version: UInt32 = SandboxLayout.version, byteCount: Int, rate: Int, voiceLimit: Int, interpolation: String,
    kernelSet: String, gain: Double, keyCents: [Double], hasEffects: Bool, reverb: [Double], isOnDemand: Bool,
    sampleByteLimit: Int
  ) {
    (self.version, self.byteCount, self.rate, self.voiceLimit) = (version, byteCount, rate, voiceLimit)
    (self.interpolation, self.kernelSet, self.gain) = (interpolation, kernelSet, gain)
    (self.keyCents, self.hasEffects, self.reverb, self.isOnDemand) = (keyCents, hasEffects, reverb, isOnDemand)
    self.sampleByteLimit = sampleByteLimit
  }
}

/// A bank that a synthesizer in a sandbox is to play. Its bytes come as an open file: there are no paths in a sandbox.
public struct SandboxBank: Codable, Sendable, Equatable {
  /// The client's own, for `SandboxOrder.unload`.
  public var number: Int
  /// For messages.
  public var name: String
  /// Searched last.
  public var isBuiltIn: Bool
  /// Added to the bank numbers of its instruments.
  public var bankOffset: Int
  /// The client that alone plays it; 0 for everybody.
  public var owner: UInt8
  /// The bank whose place in the order of search it takes; nil for none.
  public var replaced: Int?

  /// Thread: any.
  public init(number: Int, name: String, isBuiltIn: Bool, bankOffset: Int, owner: UInt8, replaced: Int?) {
    (self.number, self.name, self.isBuiltIn) = (number, name, isBuiltIn)
    (self.bankOffset, self.owner, self.replaced) = (bankOffset, owner, replaced)
  }
}
