// SPDX-License-Identifier: MIT
// A program that the command line names. Any thread.

import ArgumentParser
import DLS

/// A program, with the bank that it stands in.
struct ProgramSelection: ExpressibleByArgument, Hashable {
  /// Where MIDI finds it; in a drum set the program alone counts.
  let address: Instrument.Address

  /// `P`, `B:P` or `MSB:LSB:P`; bank 128 has the drum sets, as in SoundFonts.
  init?(argument: String) {
    let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { UInt8($0) }
    guard (1...3).contains(numbers.count), !numbers.contains(nil), let program = numbers.last ?? nil,
      let bank = numbers.count > 1 ? numbers[0] : 0, let low = numbers.count > 2 ? numbers[1] : 0
    else { return nil }
    guard program < 128, low < 128, bank < 128 || bank == 128 && numbers.count == 2 else { return nil }
    address = Instrument.Address(
      bankMSB: bank % 128, bankLSB: low, program: program, isDrum: bank == 128)
  }

  /// Whether it names an instrument of a collection.
  func names(_ other: Instrument.Address) -> Bool {
    address.isDrum ? other.isDrum && other.program == address.program : other == address
  }

  /// Whether it names a preset of a SoundFont.
  func names(_ preset: SoundFont.Preset) -> Bool {
    guard preset.program == address.program else { return false }
    return address.isDrum
      ? preset.bank == 128 : preset.bank == address.bankMSB && address.bankLSB == 0
  }

  /// As it is written.
  var defaultValueDescription: String {
    if address.isDrum { return "128:\(address.program)" }
    let low = address.bankLSB == 0 ? "" : "\(address.bankLSB):"
    return "\(address.bankMSB):\(low)\(address.program)"
  }
}
