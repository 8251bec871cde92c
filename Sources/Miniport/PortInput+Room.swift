// SPDX-License-Identifier: MIT
// Room for long messages, for who would rather wait than lose one. Any one thread.

internal import Realtime

extension PortInput {
  /// System Exclusive messages of more than 8 bytes for which there is room now; other inputs share it.
  /// Thread: the pushing one.
  public var roomForLongMessages: Int { pool.freeCount }
}
