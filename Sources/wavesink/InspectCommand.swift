// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials

/// Shows what a DLS collection or a SoundFont holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: "What is odd about the file stands at the end, each with its byte.")

  @Argument(
    help: ArgumentHelp("A DLS collection, a SoundFont, or an RMID or XMF song that carries a bank.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  @Flag(help: "End with status 65 at the first place where the file is not as the standard has it.")
  var strict = false

  func run() throws {
    let banks = try InspectedBank.all(bank)
    if strict, let departure = banks.compactMap(\.firstDeparture).first {
      throw CommandFailure.badInput(bank, departure)
    }
    guard json else { return try Console.show(banks.map(\.page).joined(separator: "\n")) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // One bank is one object, as almost every file has it.
    let values = try banks.count == 1 ? encoder.encode(banks[0]) : encoder.encode(banks)
    try Console.show(String(decoding: values, as: UTF8.self) + "\n")
  }
}
