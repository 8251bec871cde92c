// SPDX-License-Identifier: MIT
// The unregistered parameter that data entry sets. Audio thread.

/// CC99, CC98 and the data that followed.
struct UnregisteredParameter: BitwiseCopyable {
  /// True while data entry goes to it, not to a registered parameter.
  var isSelected = false
  var msb: UInt8 = 127
  var lsb: UInt8 = 127
  /// 14 bits, 8192 the centre.
  var data = 8192
  /// The hundreds, thousands and tens of thousands of a SoundFont generator's number, as far as they were sent.
  private var generatorBase = 0

  @_noLocks @_noAllocation
  init() {}

  /// CC99. Thread: audio.
  @_noLocks @_noAllocation
  mutating func selectMSB(_ value: UInt8) {
    select()
    msb = value
    generatorBase = 0
  }

  /// CC98. Under MSB 120 values of 100 and above count hundreds, thousands and tens of thousands (SoundFont 2.04, 9.6.2).
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func selectLSB(_ value: UInt8) {
    select()
    guard msb == 120, value >= 100 else {
      lsb = value
      return
    }
    lsb = 127
    switch value {
    case 100: generatorBase &+= 100
    case 101: generatorBase &+= 1000
    case 102: generatorBase &+= 10_000
    default: break
    }
  }

  /// The SoundFont generator that is selected; nil where it is not yet complete. Thread: audio.
  var generator: Int? {
    @_noLocks @_noAllocation get { lsb < 100 ? generatorBase &+ Int(lsb) : nil }
  }

  /// A selection begins with no data: its lower half may come alone.
  @_noLocks @_noAllocation
  private mutating func select() {
    isSelected = true
    data = 8192
  }

  /// One half of the data; each half stays until it is sent again. Thread: audio.
  @_noLocks @_noAllocation
  mutating func enter(_ value: UInt8, isMSB: Bool) {
    data = isMSB ? Int(value) << 7 | data & 0x7F : data & ~0x7F | Int(value)
  }
}
