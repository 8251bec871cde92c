// SPDX-License-Identifier: MIT
// Which instrument plays (section 5.3). Any thread.

import DLS

extension Statement {
  private typealias To = Connection.Destination

  /// Instruments are told apart by their level: 0, −10, −20 dB.
  static let banks = StatementTable.make { addBanks(to: &$0) }

  private static func addBanks(to table: inout StatementTable) {
    let level = { @Sendable (sound: Sound) in sound.level(12_000) }
    table.row(
      "A bank selected counts from the next program change on", 0, .decibels, .addressed([(0, 0, 0), (1, 0, 0)]),
      [.bank(0, 1), .on(0)], measure: level)
    table.row(
      "… and then it does", -10, .decibels, .addressed([(0, 0, 0), (1, 0, 0)]), [.bank(0, 1), .program(0, 0), .on(0)],
      measure: level)
    table.row(
      "CC0, CC32 and program choose the exact address", -20, .decibels,
      .addressed([(0, 0, 7), (3, 0, 7), (3, 5, 7)]), [.bank(0, 3, 5), .program(0, 7), .on(0)], measure: level)
    table.row(
      "A bank that is not there: bank 0", 0, .decibels, .addressed([(0, 0, 7), (3, 0, 6)]),
      [.bank(0, 9), .program(0, 7), .on(0)], measure: level)
    table.row(
      "CC32 that is not there: the bank without it", -10, .decibels, .addressed([(0, 0, 7), (3, 0, 7)]),
      [.bank(0, 3, 5), .program(0, 7), .on(0)], measure: level)
    table.row(
      "A program that is nowhere: silence", -.infinity, .decibels, .addressed([(0, 0, 7)]), [.program(0, 8), .on(0)],
      measure: level)
    table.row(
      "An instrument in bank 0x79 plays without a bank selected", 0, .decibels, .addressed([(0x79, 0, 0)]),
      measure: level)
    table.row(
      "Bank 0x79 selected, instrument in bank 0", 0, .decibels, .addressed([(0, 0, 0)]),
      [.bank(0, 0x79), .program(0, 0), .on(0)], measure: level)
    table.row(
      "A variation of GM2 in bank 0x79", -10, .decibels, .addressed([(0x79, 0, 4), (0x79, 1, 4)]),
      [.bank(0, 0x79, 1), .program(0, 4), .on(0)], measure: level)
    let drum = [Cue.on(0, channel: 9)]
    table.row(
      "Channel 10 plays the drum instrument", -10, .decibels, .addressed([(0, 0, 0)], drums: [(0, 0, 0)]), drum,
      measure: level)
    table.row("The other channels do not", 0, .decibels, .addressed([(0, 0, 0)], drums: [(0, 0, 0)]), measure: level)
    table.row(
      "Drums in bank 0x78 play on channel 10 without a bank selected", -10, .decibels,
      .addressed([(0, 0, 0), (0x78, 0, 0)]), drum, measure: level)
    table.row(
      "Bank 0x78 plays drums on any channel", -10, .decibels, .addressed([(0, 0, 0)], drums: [(0, 0, 0)]),
      [.bank(0, 0x78), .program(0, 0), .on(0)], measure: level)
    table.row(
      "A drum kit that is not there: kit 0", -10, .decibels, .addressed([(0, 0, 0)], drums: [(0, 0, 0)]),
      [.program(0, 40, channel: 9), .on(0, channel: 9)], measure: level)
    table.row(
      "Of two equal addresses in a file the first counts", 0, .decibels, .addressed([(0, 0, 0), (0, 0, 0)]),
      measure: level)
    table.files(
      "Of two files the later one counts", -10, .decibels,
      try [ProbeBank.level().bytes(), ProbeBank.level([.constant(To.gain, -100)]).bytes()], measure: level)
    table.row(
      "RPN 2 transposes channel 10 too", 200, .cents, .drums(), [.registered(0, 2, 66, channel: 9), .on(0, channel: 9)]
    ) {
      $0.cents(0..<24_000)
    }
  }
}

extension ProbeBank {
  /// Instruments of 0, −10, −20, … dB at addresses of CC0, CC32 and program; drums after the others.
  static func addressed(
    _ addresses: [(UInt8, UInt8, UInt8)], drums: [(UInt8, UInt8, UInt8)] = []
  ) -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    for (index, address) in (addresses + drums).enumerated() {
      let gain = Connection.constant(Connection.Destination.gain, -100 * Double(index))
      bank.add(
        [.looped(wave, [gain])], bankMSB: address.0, bankLSB: address.1, program: address.2,
        isDrum: index >= addresses.count)
    }
    return bank
  }

  /// The sine as a drum.
  static func drums() -> ProbeBank {
    var bank = ProbeBank.sine()
    bank.collection.instruments[0].address.isDrum = true
    return bank
  }
}
