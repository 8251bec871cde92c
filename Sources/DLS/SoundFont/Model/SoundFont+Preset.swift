// SPDX-License-Identifier: MIT
// Presets and instruments of a SoundFont. Any thread but audio.

extension SoundFont {
  /// A record of `phdr`: what a program change selects.
  public struct Preset: Sendable, Equatable {
    /// `achPresetName`, without its NUL.
    public var name: String
    /// `wPreset`: 0 to 127 where a program change can select it, else kept and not played.
    public var program: UInt16
    /// `wBank`: 0 to 127, or 128 for drums, where it can be selected.
    public var bank: UInt16
    /// The first zone, where it names no instrument: what all others start from.
    public var global: Zone?
    /// Zones that name an instrument which can sound, in file order; `target` is an index into `instruments`.
    public var zones: [Zone] = []

    /// A preset without zones. Thread: any.
    public init(name: String, bank: UInt16, program: UInt16) {
      self.name = name
      self.bank = bank
      self.program = program
    }
  }

  /// A record of `inst`.
  public struct Instrument: Sendable, Equatable {
    /// `achInstName`, without its NUL.
    public var name: String
    /// The first zone, where it names no sample: what all others start from.
    public var global: Zone?
    /// Zones that name a sample which is there, in file order; `target` is an index into `samples`. Without any, the
    /// instrument is silent, and no preset names it.
    public var zones: [Zone] = []

    /// An instrument without zones. Thread: any.
    public init(name: String) { self.name = name }
  }

  /// A zone of a preset (`pbag`) or an instrument (`ibag`).
  public struct Zone: Sendable, Equatable {
    /// Generator 43, inclusive; where a zone has none, the global zone's.
    public var keys: ClosedRange<UInt8> = 0...127
    /// Generator 44, inclusive; where a zone has none, the global zone's.
    public var velocities: ClosedRange<UInt8> = 0...127
    /// All other generators that have a meaning here, each code once: of duplicates the last. Amounts are the file's,
    /// inside their range or not.
    public var generators: [Generator] = []
    /// Those that count, in file order. A link's number (`destination` without bit 15) is an index into this array, and
    /// leads to a modulator whose source is a link.
    public var modulators: [Modulator] = []
    /// Generator 41 or 53: an index into `instruments` or `samples`, which exists. 0 in a global zone.
    public var target = 0

    /// A zone over all keys and velocities. Thread: any.
    public init() {}
  }
}
