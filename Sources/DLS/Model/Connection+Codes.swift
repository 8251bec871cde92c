// SPDX-License-Identifier: MIT
// The specification's numbers for sources, destinations and transforms (DLS 2.2, connection blocks). Any thread.

extension Connection {
  /// `CONN_SRC_…`: also the codes of controls.
  public enum Source {
    public static let none: UInt16 = 0x000
    public static let lfo: UInt16 = 0x001
    public static let keyOnVelocity: UInt16 = 0x002
    public static let keyNumber: UInt16 = 0x003
    public static let eg1: UInt16 = 0x004
    public static let eg2: UInt16 = 0x005
    public static let pitchWheel: UInt16 = 0x006
    public static let polyPressure: UInt16 = 0x007
    public static let channelPressure: UInt16 = 0x008
    public static let vibrato: UInt16 = 0x009
    /// MIDI controller 0; controller n is `cc0 + n`.
    public static let cc0: UInt16 = 0x080
    public static let rpn0: UInt16 = 0x100
    public static let rpn1: UInt16 = 0x101
    public static let rpn2: UInt16 = 0x102
  }

  /// `CONN_DST_…`.
  public enum Destination {
    public static let none: UInt16 = 0x000
    public static let gain: UInt16 = 0x001
    public static let pitch: UInt16 = 0x003
    public static let pan: UInt16 = 0x004
    public static let keyNumber: UInt16 = 0x005
    public static let chorus: UInt16 = 0x080
    public static let reverb: UInt16 = 0x081
    public static let lfoFrequency: UInt16 = 0x104
    public static let lfoStartDelay: UInt16 = 0x105
    public static let vibratoFrequency: UInt16 = 0x114
    public static let vibratoStartDelay: UInt16 = 0x115
    public static let eg1Attack: UInt16 = 0x206
    public static let eg1Decay: UInt16 = 0x207
    public static let eg1Release: UInt16 = 0x209
    public static let eg1Sustain: UInt16 = 0x20A
    public static let eg1Delay: UInt16 = 0x20B
    public static let eg1Hold: UInt16 = 0x20C
    public static let eg1Shutdown: UInt16 = 0x20D
    public static let eg2Attack: UInt16 = 0x30A
    public static let eg2Decay: UInt16 = 0x30B
    public static let eg2Release: UInt16 = 0x30D
    public static let eg2Sustain: UInt16 = 0x30E
    public static let eg2Delay: UInt16 = 0x30F
    public static let eg2Hold: UInt16 = 0x310
    public static let filterCutoff: UInt16 = 0x500
    public static let filterQ: UInt16 = 0x501
  }

  /// The curve of a source or control (`CONN_TRN_…`).
  public enum Curve: UInt16, Sendable {
    case linear = 0
    case concave = 1
    case convex = 2
    case `switch` = 3
  }

  /// Bits 10 to 13; unknown curves are linear.
  public var sourceCurve: Curve { Curve(rawValue: transform >> 10 & 0xF) ?? .linear }
  /// Bit 14.
  public var isSourceBipolar: Bool { transform & 0x4000 != 0 }
  /// Bit 15.
  public var isSourceInverted: Bool { transform & 0x8000 != 0 }
  /// Bits 4 to 7; unknown curves are linear.
  public var controlCurve: Curve { Curve(rawValue: transform >> 4 & 0xF) ?? .linear }
  /// Bit 8.
  public var isControlBipolar: Bool { transform & 0x0100 != 0 }
  /// Bit 9.
  public var isControlInverted: Bool { transform & 0x0200 != 0 }
}
