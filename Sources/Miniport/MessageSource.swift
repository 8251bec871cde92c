// SPDX-License-Identifier: MIT
// Where events come from, as a number that they carry. Any thread.

/// The values of `Event.source`.
public enum MessageSource {
  /// The MIDI inputs of the server.
  @inlinable public static var server: UInt16 { @_noLocks @_noAllocation get { 0 } }
  /// A player of songs.
  @inlinable public static var player: UInt16 { @_noLocks @_noAllocation get { 1 } }
  /// People and programs beside MIDI.
  @inlinable public static var control: UInt16 { @_noLocks @_noAllocation get { 2 } }
  /// The first of those who have a queue of their own.
  @inlinable public static var firstClient: UInt16 { @_noLocks @_noAllocation get { 3 } }
  /// System Exclusive, which does not say where it comes from.
  @inlinable public static var exclusive: UInt16 { @_noLocks @_noAllocation get { .max - 2 } }
  /// The host, for sources that have gone.
  @inlinable public static var host: UInt16 { @_noLocks @_noAllocation get { .max - 1 } }
  /// Nobody.
  @inlinable public static var nobody: UInt16 { @_noLocks @_noAllocation get { .max } }
}
