// SPDX-License-Identifier: MIT
// What can stand where the status byte of a written-down message is expected. Any thread.

/// Bytes that are no status byte.
enum EventMark {
  /// The MIDI port of the messages that follow.
  static var port: UInt8 { 0 }
  /// A short message whose length its status does not tell.
  static var counted: UInt8 { 1 }
  /// A message that lies elsewhere.
  static var long: UInt8 { 2 }
}
