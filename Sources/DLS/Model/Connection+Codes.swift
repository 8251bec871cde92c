// SPDX-License-Identifier: MIT
// The specification's numbers for sources, destinations and transforms (DLS 2.2, connection blocks). Any thread.

extension Connection {
  /// `CONN_SRC_…`: also the codes of controls.
  public enum Source {
    /// Always 1.
    public static let none: UInt16 = 0x000
    /// Modulation LFO.
    public static let lfo: UInt16 = 0x001
    /// Velocity of the note.
    public static let keyOnVelocity: UInt16 = 0x002
    /// Output of the key number generator.
    public static let keyNumber: UInt16 = 0x003
    /// Volume envelope.
    public static let eg1: UInt16 = 0x004
    /// Modulation envelope.
    public static let eg2: UInt16 = 0x005
    /// Pitch wheel.
    public static let pitchWheel: UInt16 = 0x006
    /// Key pressure.
    public static let polyPressure: UInt16 = 0x007
    /// Channel pressure.
    public static let channelPressure: UInt16 = 0x008
    /// Vibrato LFO.
    public static let vibrato: UInt16 = 0x009
    /// MIDI controller 0; controller n is `cc0 + n`.
    public static let cc0: UInt16 = 0x080
    /// Pitch bend range.
    public static let rpn0: UInt16 = 0x100
    /// Fine tuning.
    public static let rpn1: UInt16 = 0x101
    /// Coarse tuning.
    public static let rpn2: UInt16 = 0x102
  }

  /// `CONN_DST_…`.
  public enum Destination {
    /// Nothing.
    public static let none: UInt16 = 0x000
    /// Centibels.
    public static let gain: UInt16 = 0x001
    /// Cents.
    public static let pitch: UInt16 = 0x003
    /// Tenths of a percent, -500 to 500.
    public static let pan: UInt16 = 0x004
    /// Cents, 100 a key.
    public static let keyNumber: UInt16 = 0x005
    /// Send to the left speaker, tenths of a percent.
    public static let left: UInt16 = 0x010
    /// Send to the right speaker, tenths of a percent.
    public static let right: UInt16 = 0x011
    /// Send to the centre speaker, tenths of a percent.
    public static let center: UInt16 = 0x012
    /// Chorus send, tenths of a percent.
    public static let chorus: UInt16 = 0x080
    /// Reverb send, tenths of a percent.
    public static let reverb: UInt16 = 0x081
    /// Modulation LFO, pitch cents.
    public static let lfoFrequency: UInt16 = 0x104
    /// Modulation LFO, time cents.
    public static let lfoStartDelay: UInt16 = 0x105
    /// Vibrato LFO, pitch cents.
    public static let vibratoFrequency: UInt16 = 0x114
    /// Vibrato LFO, time cents.
    public static let vibratoStartDelay: UInt16 = 0x115
    /// Volume envelope, time cents.
    public static let eg1Attack: UInt16 = 0x206
    /// Volume envelope, time cents.
    public static let eg1Decay: UInt16 = 0x207
    /// Volume envelope, time cents.
    public static let eg1Release: UInt16 = 0x209
    /// Volume envelope, tenths of a percent.
    public static let eg1Sustain: UInt16 = 0x20A
    /// Volume envelope, time cents.
    public static let eg1Delay: UInt16 = 0x20B
    /// Volume envelope, time cents.
    public static let eg1Hold: UInt16 = 0x20C
    /// Volume envelope, time cents.
    public static let eg1Shutdown: UInt16 = 0x20D
    /// Modulation envelope, time cents.
    public static let eg2Attack: UInt16 = 0x30A
    /// Modulation envelope, time cents.
    public static let eg2Decay: UInt16 = 0x30B
    /// Modulation envelope, time cents.
    public static let eg2Release: UInt16 = 0x30D
    /// Modulation envelope, tenths of a percent.
    public static let eg2Sustain: UInt16 = 0x30E
    /// Modulation envelope, time cents.
    public static let eg2Delay: UInt16 = 0x30F
    /// Modulation envelope, time cents.
    public static let eg2Hold: UInt16 = 0x310
    /// Pitch cents; 0x7FFFFFFF is off.
    public static let filterCutoff: UInt16 = 0x500
    /// Centibels.
    public static let filterQ: UInt16 = 0x501
  }

  /// The curve of a source or control (`CONN_TRN_…`).
  public enum Curve: UInt16, Sendable {
    /// The input itself.
    case linear = 0
    /// Slow at first.
    case concave = 1
    /// Fast at first.
    case convex = 2
    /// 0 below the middle, 1 from there.
    case `switch` = 3
  }

  /// Bits 10 to 13; unknown curves are linear.
  public var sourceCurve: Curve { Curve(rawValue: transform >> 10 & 0xF) ?? .linear }
  /// Bit 14, and always for an LFO: files omit the bit there.
  public var isSourceBipolar: Bool { transform & 0x4000 != 0 || Source.isOscillator(source) }
  /// Bit 15.
  public var isSourceInverted: Bool { transform & 0x8000 != 0 }
  /// Bits 4 to 7; unknown curves are linear.
  public var controlCurve: Curve { Curve(rawValue: transform >> 4 & 0xF) ?? .linear }
  /// Bit 8, and always for an LFO: files omit the bit there.
  public var isControlBipolar: Bool { transform & 0x0100 != 0 || Source.isOscillator(control) }
  /// Bit 9.
  public var isControlInverted: Bool { transform & 0x0200 != 0 }
}
