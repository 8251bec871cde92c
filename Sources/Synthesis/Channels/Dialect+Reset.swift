// SPDX-License-Identifier: MIT
// The messages that bring a group back to its power-on state. Any thread.

extension Dialect {
  /// GM1, GM2 and GM off, DLS on and off, GS reset, XG on: the dialect that holds from here on. Nil for any other message. Thread: any.
  @_noLocks @_noAllocation
  public init?(resetBy bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 6, unsafe bytes[0] == 0xF0 else { return nil }
    switch unsafe (bytes[1], bytes[3], bytes[4]) {
    case (0x7E, 0x09, 1): self = .gm1
    case (0x7E, 0x09, 3): self = .gm2
    case (0x7E, 0x09, 2), (0x7E, 0x0A, 1), (0x7E, 0x0A, 2): self = .dls
    case (0x41, 0x42, 0x12):
      // 40 00 7F, and the mode of an SC-88, 00 00 7F.
      guard bytes.count >= 11, unsafe bytes[5] & 0x3F == 0, unsafe bytes[6] == 0, unsafe bytes[7] == 0x7F,
        unsafe Synthesizer.hasRolandChecksum(bytes)
      else { return nil }
      self = .gs
    case (0x43, 0x4C, 0):
      guard bytes.count >= 9, unsafe bytes[2] & 0xF0 == 0x10, unsafe bytes[5] == 0,
        unsafe bytes[6] == 0x7E || bytes[6] == 0x7F
      else { return nil }
      self = .xg
    default: return nil
    }
  }
}
