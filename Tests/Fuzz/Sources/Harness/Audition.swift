// SPDX-License-Identifier: MIT
// Plays the corners of whatever programs a bank has. libFuzzer's thread.

@testable import Synthesis

extension Stage {
  /// Programs and regions that are tried.
  private static let programCount = 4
  private static let regionCount = 3

  /// A few notes of the first programs at the corners of their regions, under extreme controllers; false where the bank
  /// cannot be loaded. Thread: libFuzzer's.
  @discardableResult public func audition(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let bank = load(bytes) else { return false }
    play(bank) { programs in
      for (index, program) in programs.prefix(Stage.programCount).enumerated() {
        begin(program, channel: program.key >> 21 & 1 == 1 ? 9 : UInt8(index))
      }
      renderBlocks(3)
      turnControllers(to: 127)
      renderBlocks(3)
      turnControllers(to: 0)
      for channel in UInt8(0)..<16 { send(0xB0 | channel, 123) }
      renderBlocks(4)
    }
    return true
  }

  private func begin(_ program: ProgramEntry, channel: UInt8) {
    send(0xB0 | channel, 0, UInt8(program.key >> 14 & 0x7F))
    send(0xB0 | channel, 32, UInt8(program.key >> 7 & 0x7F))
    send(0xC0 | channel, UInt8(program.key & 0x7F))
    for index in 0..<min(program.regionCount, Stage.regionCount) {
      let range = unsafe program.ranges[index]
      send(0x90 | channel, range.keyLow, max(range.velocityLow, 1))
      send(0x90 | channel, range.keyHigh, range.velocityHigh)
    }
    send(0x90 | channel, 60, 100)
  }

  /// Every controller that a bank may listen to, the wheel and both pressures.
  private func turnControllers(to value: UInt8) {
    for channel: UInt8 in [0, 1, 2, 3, 9] {
      for number: UInt8 in [1, 2, 7, 10, 11, 64, 71, 74, 91, 93, 101, 100, 6] { send(0xB0 | channel, number, value) }
      send(0xE0 | channel, value, value)
      send(0xD0 | channel, value)
      send(0xA0 | channel, 60, value)
    }
  }

  private func renderBlocks(_ count: Int) {
    for _ in 0..<count { render() }
  }
}
