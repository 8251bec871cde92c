// SPDX-License-Identifier: MIT
// Plays the corners of whatever instruments a collection has. libFuzzer's thread.

public import DLS

extension Stage {
  /// Instruments and regions that are tried.
  private static let instrumentCount = 4
  private static let regionCount = 3

  /// A few notes of the first instruments at the corners of their regions, under extreme controllers. Thread:
  /// libFuzzer's.
  public func audition(_ collection: Collection) {
    play(collection) { stage in
      let instruments = collection.instruments.lazy.filter { !$0.regions.isEmpty }.prefix(Stage.instrumentCount)
      for (index, instrument) in instruments.enumerated() {
        stage.begin(instrument, channel: instrument.address.isDrum ? 9 : UInt8(index))
      }
      stage.renderBlocks(3)
      stage.turnControllers(to: 127)
      stage.renderBlocks(3)
      stage.turnControllers(to: 0)
      for channel in UInt8(0)..<16 { stage.send(0xB0 | channel, 123) }
      stage.renderBlocks(4)
    }
  }

  private func begin(_ instrument: Instrument, channel: UInt8) {
    send(0xB0 | channel, 0, instrument.address.bankMSB)
    send(0xB0 | channel, 32, instrument.address.bankLSB)
    send(0xC0 | channel, instrument.address.program)
    for region in instrument.regions.prefix(Stage.regionCount) {
      send(0x90 | channel, region.keys.lowerBound, max(region.velocities.lowerBound, 1))
      send(0x90 | channel, region.keys.upperBound, region.velocities.upperBound)
    }
    send(0x90 | channel, 60, 100)
  }

  /// Every controller that a bank may listen to, the wheel and both pressures.
  private func turnControllers(to value: UInt8) {
    for channel: UInt8 in [0, 1, 2, 3, 9] {
      for number: UInt8 in [1, 7, 10, 11, 64, 91, 93, 101, 100, 6] { send(0xB0 | channel, number, value) }
      send(0xE0 | channel, value, value)
      send(0xD0 | channel, value)
      send(0xA0 | channel, 60, value)
    }
  }

  private func renderBlocks(_ count: Int) {
    for _ in 0..<count { render() }
  }
}
