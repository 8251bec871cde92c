// SPDX-License-Identifier: MIT
// Generators and modulators of a SoundFont zone (SoundFont 2.04, sections 8.1 and 8.2). Any thread but audio.

extension SoundFont {
  /// A record of `pgen` or `igen`.
  public struct Generator: Sendable, Hashable {
    /// `sfGenOper`; the numbers stand in `Code`.
    public var code: UInt16
    /// `genAmount` as a signed number, in the generator's own unit.
    public var amount: Int16
    /// Code and amount. Thread: any.
    public init(_ code: UInt16, _ amount: Int16) {
      self.code = code
      self.amount = amount
    }
  }

  /// A record of `pmod` or `imod`.
  public struct Modulator: Sendable, Hashable {
    /// `sfModSrcOper`: bits 0–6 index, 7 controller, 8 descending, 9 bipolar, 10–15 curve.
    public var source: UInt16
    /// `sfModDestOper`: a generator, or with bit 15 the modulator of this number in the same zone.
    public var destination: UInt16
    /// `modAmount`, in the destination's unit.
    public var amount: Int16
    /// `sfModAmtSrcOper`, as `source`.
    public var amountSource: UInt16
    /// `sfModTransOper`: 0 linear, 2 absolute value.
    public var transform: UInt16

    /// The five fields of the record. Thread: any.
    public init(source: UInt16, destination: UInt16, amount: Int16, amountSource: UInt16, transform: UInt16) {
      self.source = source
      self.destination = destination
      self.amount = amount
      self.amountSource = amountSource
      self.transform = transform
    }
  }

  /// Generator numbers (`SFGenerator`).
  public enum Code {
    /// Sample points.
    public static let startOffset: UInt16 = 0
    /// Sample points.
    public static let endOffset: UInt16 = 1
    /// Sample points.
    public static let loopStartOffset: UInt16 = 2
    /// Sample points.
    public static let loopEndOffset: UInt16 = 3
    /// 32768 sample points.
    public static let startCoarseOffset: UInt16 = 4
    /// Cents.
    public static let lfoToPitch: UInt16 = 5
    /// Cents.
    public static let vibratoToPitch: UInt16 = 6
    /// Cents.
    public static let eg2ToPitch: UInt16 = 7
    /// Absolute cents.
    public static let filterCutoff: UInt16 = 8
    /// Centibels.
    public static let filterQ: UInt16 = 9
    /// Cents.
    public static let lfoToCutoff: UInt16 = 10
    /// Cents.
    public static let eg2ToCutoff: UInt16 = 11
    /// 32768 sample points.
    public static let endCoarseOffset: UInt16 = 12
    /// Centibels.
    public static let lfoToVolume: UInt16 = 13
    /// Tenths of a percent.
    public static let chorusSend: UInt16 = 15
    /// Tenths of a percent.
    public static let reverbSend: UInt16 = 16
    /// Tenths of a percent, −500 left.
    public static let pan: UInt16 = 17
    /// Time cents.
    public static let lfoDelay: UInt16 = 21
    /// Absolute cents.
    public static let lfoFrequency: UInt16 = 22
    /// Time cents.
    public static let vibratoDelay: UInt16 = 23
    /// Absolute cents.
    public static let vibratoFrequency: UInt16 = 24
    /// Time cents.
    public static let eg2Delay: UInt16 = 25
    /// Time cents.
    public static let eg2Attack: UInt16 = 26
    /// Time cents.
    public static let eg2Hold: UInt16 = 27
    /// Time cents.
    public static let eg2Decay: UInt16 = 28
    /// Tenths of a percent below full.
    public static let eg2Sustain: UInt16 = 29
    /// Time cents.
    public static let eg2Release: UInt16 = 30
    /// Time cents a key, pivot 60.
    public static let keyToEG2Hold: UInt16 = 31
    /// Time cents a key, pivot 60.
    public static let keyToEG2Decay: UInt16 = 32
    /// Time cents.
    public static let eg1Delay: UInt16 = 33
    /// Time cents.
    public static let eg1Attack: UInt16 = 34
    /// Time cents.
    public static let eg1Hold: UInt16 = 35
    /// Time cents to −100 dB.
    public static let eg1Decay: UInt16 = 36
    /// Centibels below full.
    public static let eg1Sustain: UInt16 = 37
    /// Time cents to −100 dB.
    public static let eg1Release: UInt16 = 38
    /// Time cents a key, pivot 60.
    public static let keyToEG1Hold: UInt16 = 39
    /// Time cents a key, pivot 60.
    public static let keyToEG1Decay: UInt16 = 40
    /// An index; the last of a preset zone.
    public static let instrument: UInt16 = 41
    /// Low key in the low byte, high key in the high one.
    public static let keyRange: UInt16 = 43
    /// As the keys.
    public static let velocityRange: UInt16 = 44
    /// 32768 sample points.
    public static let loopStartCoarseOffset: UInt16 = 45
    /// Instead of the key that is played; −1 none.
    public static let key: UInt16 = 46
    /// Instead of the velocity that is played; −1 none.
    public static let velocity: UInt16 = 47
    /// Centibels.
    public static let attenuation: UInt16 = 48
    /// 32768 sample points.
    public static let loopEndCoarseOffset: UInt16 = 50
    /// Semitones.
    public static let coarseTune: UInt16 = 51
    /// Cents.
    public static let fineTune: UInt16 = 52
    /// An index; the last of an instrument zone.
    public static let sample: UInt16 = 53
    /// 0 no loop, 1 loop, 3 loop until release.
    public static let sampleModes: UInt16 = 54
    /// Cents a key.
    public static let scaleTuning: UInt16 = 56
    /// 0 none.
    public static let exclusiveClass: UInt16 = 57
    /// The key of the sample, −1 as the sample says.
    public static let rootKey: UInt16 = 58
    /// The first number that the specification does not have.
    public static let count: UInt16 = 61
  }
}
