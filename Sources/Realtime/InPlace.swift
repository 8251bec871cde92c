// SPDX-License-Identifier: MIT
// A field that keeps the value around it where it is. Any thread.

internal import Synchronization

/// A field for large values that cannot be copied: with it they are lent by their address.
///
/// Without it the compiler (Swift 6.3) may lend such a value by a copy of its bytes, at each call of a method that changes nothing: of a
/// synthesizer these were three kilobytes at each block and at each note. A value with an atomic in it has to stay where it is.
public struct InPlace: ~Copyable, Sendable {
  private let mark = Atomic<UInt8>(0)

  /// Thread: any.
  public init() {}
}
