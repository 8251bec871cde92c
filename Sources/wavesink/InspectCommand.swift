// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials

/// Shows what a DLS collection or a SoundFont holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: "What is odd about the file stands at the end.")

  @Argument(
    help: ArgumentHelp(
      "A DLS collection, a SoundFont, or an RMID or XMF song that carries one.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let readings = try read()
    guard json else { return try Console.show(readings.map(\.page).joined(separator: "\n")) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // One bank is one object, as almost every file has it.
    let values = try readings.count == 1 ? encoder.encode(readings[0]) : encoder.encode(readings)
    try Console.show(String(decoding: values, as: UTF8.self) + "\n")
  }

  private func read() throws(CommandFailure) -> [InspectedBank] {
    let source = try InputFile.source(bank)
    // Of a SoundFont only a small part is read: its samples are not shown.
    if FileKind.sniff(try bytes(of: source, limit: 12)) == .soundFont {
      return [try read { () throws(CollectionError) in .soundFont(try SoundFont.read(source)) }]
    }
    var banks: [InspectedBank] = []
    for file in try BankFile.all(bank, bytes(of: source)) {
      banks.append(try read { () throws(CollectionError) in try InspectedBank(file.bytes) })
    }
    return banks
  }

  private func bytes(of source: ByteSource, limit: Int = .max) throws(CommandFailure) -> [UInt8] {
    do { return try source.bytes(in: 0..<min(limit, source.count)) } catch {
      throw .badInput(bank, error.description)
    }
  }

  private func read(_ reading: () throws(CollectionError) -> InspectedBank) throws(CommandFailure) -> InspectedBank {
    do { return try reading() } catch { throw .badInput(bank, error.description) }
  }
}
