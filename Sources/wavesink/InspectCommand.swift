// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials

/// Shows what a DLS collection or a SoundFont holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: """
      What is odd about the bank, and about the song's file that carries it, stands at the end, each with its byte.
      """)

  @Argument(
    help: ArgumentHelp("A DLS collection, a SoundFont, or an RMID or XMF song that carries a bank.", valueName: "bank"),
    completion: .file())
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  @Flag(
    help: """
      End with status 65 at the first place where the bank, or the song's file that carries it, is not as its standard \
      has it.
      """)
  var strict = false

  func run() throws {
    let file = try InspectedFile(bank)
    if strict, let departure = file.firstDeparture { throw CommandFailure.badInput(bank, departure) }
    guard json else { return try Console.show(file.page) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // One bank is one object, as almost every file has it.
    let values = try file.banks.count == 1 ? encoder.encode(file.banks[0]) : encoder.encode(file.banks)
    try Console.show(String(decoding: values, as: UTF8.self) + "\n")
  }
}
