// SPDX-License-Identifier: MIT
// Connections in the units of people. Any thread.

import DLS
import Foundation

extension Connection {
  typealias To = Connection.Destination
  typealias From = Connection.Source

  /// A constant in the destination's own unit: cents, time cents, tenths of a dB or of a percent.
  static func constant(_ destination: UInt16, _ value: Double) -> Connection { link(From.none, destination, value) }

  /// A duration; exactly no time for 0.
  static func seconds(_ destination: UInt16, _ seconds: Double) -> Connection {
    guard seconds > 0 else { return raw(destination, .min) }
    return constant(destination, 1200 * log2(seconds))
  }

  /// A frequency.
  static func hertz(_ destination: UInt16, _ hertz: Double) -> Connection {
    constant(destination, 6900 + 1200 * log2(hertz / 440))
  }

  /// A connection with a source, and perhaps a control.
  static func link(
    _ source: UInt16, _ destination: UInt16, _ value: Double, control: UInt16 = From.none, transform: UInt16 = 0
  ) -> Connection {
    Connection(
      source: source, control: control, destination: destination, transform: transform,
      scale: Int32((value * 65_536).rounded()))
  }

  /// A constant as its number in the file.
  static func raw(_ destination: UInt16, _ scale: Int32) -> Connection {
    Connection(source: From.none, control: From.none, destination: destination, transform: 0, scale: scale)
  }
}
