// SPDX-License-Identifier: MIT
// What this synthesizer answers when a file asks what it can do. Any thread.

public import Realtime

/// The device of conditional chunks: every query of the specification has a property here.
public struct Capabilities: Sendable, Equatable {
  /// `SamplePlaybackRate`: the engine's rate.
  public var sampleRate: SampleRate
  /// `SampleMemorySize`, in samples of 16 bits.
  public var sampleMemorySize: UInt32 = 0x7FFF_FFFF
  /// `SupportsDLS1`.
  public var supportsLevel1 = true
  /// `SupportsDLS2`.
  public var supportsLevel2 = true
  /// `GMInHardware`: a General MIDI set is loaded.
  public var hasGeneralMIDI = false
  /// `GSInHardware`.
  public var hasGS = false
  /// `XGInHardware`.
  public var hasXG = false
  /// `ManufacturersID`: the System Exclusive identifier in the low 24 bits.
  public var manufacturer: UInt32 = 0
  /// `ProductID`.
  public var product: UInt32 = 0

  /// A Level 2 device that runs at `sampleRate`. Thread: any.
  public init(sampleRate: SampleRate = SampleRate(hertz: 48_000)) { self.sampleRate = sampleRate }

  /// The word that a query pushes.
  func answer(to query: ConditionalQuery) -> UInt32 {
    switch query {
    case .gmInHardware: truth(hasGeneralMIDI)
    case .gsInHardware: truth(hasGS)
    case .xgInHardware: truth(hasXG)
    case .supportsDLS1: truth(supportsLevel1)
    case .supportsDLS2: truth(supportsLevel2)
    case .sampleMemorySize: sampleMemorySize
    case .samplePlaybackRate: sampleRate.hertz
    case .manufacturersID: manufacturer
    case .productID: product
    }
  }

  private func truth(_ value: Bool) -> UInt32 { ConditionalProgram.word(value) }
}
