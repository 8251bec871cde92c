// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials

/// Shows what a DLS collection holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: "What is odd about the file stands at the end.")

  @Argument(help: ArgumentHelp("A DLS collection, or an RMID or XMF song that carries one.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let readings = try read()
    guard json else { return try Console.show(readings.map { $0.treeDescription() }.joined(separator: "\n")) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let reports = readings.map(CollectionReport.init)
    // One bank is one object, as almost every file has it.
    let values = try reports.count == 1 ? encoder.encode(reports[0]) : encoder.encode(reports)
    try Console.show(String(decoding: values, as: UTF8.self) + "\n")
  }

  private func read() throws(CommandFailure) -> [CollectionReading] {
    var readings: [CollectionReading] = []
    for file in try BankFile.all(bank, InputFile.read(bank)) {
      do { readings.append(try Collection.read(file.bytes)) } catch { throw .badInput(bank, error.description) }
    }
    return readings
  }
}
