// SPDX-License-Identifier: MIT
// The parts of a modulator's source (SoundFont 2.04, 8.2). Any thread but audio.

extension SoundFont {
  /// `SFModulator`: what moves a modulator, and along which curve.
  public struct ModulatorSource: Sendable, Hashable {
    /// The 16 bits as in the file.
    public var word: UInt16
    /// The 16 bits of the file. Thread: any.
    public init(_ word: UInt16) { self.word = word }

    /// Bits 0 to 6: a controller's number, or one of `General`.
    public var index: UInt16 { word & 0x7F }
    /// Bit 7: `index` is the number of a controller.
    public var isController: Bool { word & 0x80 != 0 }
    /// Bit 8: it falls where its input rises.
    public var isDescending: Bool { word & 0x100 != 0 }
    /// Bit 9: it goes from -1 to 1 instead of 0 to 1.
    public var isBipolar: Bool { word & 0x200 != 0 }
    /// Bits 10 to 15; nil where the specification has no such curve.
    public var curve: Curve? { Curve(rawValue: word >> 10) }
    /// The output of another modulator.
    public var isLink: Bool { !isController && index == General.link }

    /// Whether the specification has this source. Controllers that are no controllers are none: banks, data entry,
    /// parameter numbers, modes, and the low halves of others.
    public var isKnown: Bool {
      guard curve != nil else { return false }
      guard isController else { return General.all.contains(index) }
      switch index {
      case 0, 6, 32...63, 98...101, 120...127: return false
      default: return true
      }
    }
  }

  /// The way from a source's smallest to its largest value.
  public enum Curve: UInt16, Sendable {
    /// In a line.
    case linear
    /// Slowly at first.
    case concave
    /// Fast at first.
    case convex
    /// All at once, in the middle.
    case `switch`
  }

  /// Sources that are no controllers.
  public enum General {
    /// Always 1.
    public static let none: UInt16 = 0
    /// Of the note.
    public static let velocity: UInt16 = 2
    /// Of the note.
    public static let key: UInt16 = 3
    /// Of the key.
    public static let polyPressure: UInt16 = 10
    /// Of the channel.
    public static let channelPressure: UInt16 = 13
    /// Of the channel.
    public static let pitchWheel: UInt16 = 14
    /// RPN 0.
    public static let bendRange: UInt16 = 16
    /// The output of another modulator.
    public static let link: UInt16 = 127

    static let all: [UInt16] = [none, velocity, key, polyPressure, channelPressure, pitchWheel, bendRange, link]
  }
}

extension SoundFont.Modulator {
  /// The number of the modulator that this one leads to, in its zone; nil where it leads to a generator.
  public var link: Int? { destination & 0x8000 != 0 ? Int(destination & 0x7FFF) : nil }

  /// What is wrong with the modulator by itself; nil where nothing is.
  var fault: SoundFont.ModulatorFault? {
    let amountSource = SoundFont.ModulatorSource(self.amountSource)
    if !SoundFont.ModulatorSource(source).isKnown { return .source(source) }
    if !amountSource.isKnown || amountSource.isLink { return .amountSource(self.amountSource) }
    if transform != 0 && transform != 2 { return .transform(transform) }
    return link == nil && !SoundFont.Code.isModulated(destination) ? .destination(destination) : nil
  }
}
