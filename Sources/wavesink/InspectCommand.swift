// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import Foundation
import MIDI

/// Shows what a DLS collection holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.")

  @Argument(help: ArgumentHelp("A DLS collection, or an RMID song that carries one.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let reading = try read()
    guard json else { return print(reading.treeDescription()) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(CollectionReport(reading)), as: UTF8.self))
  }

  private func read() throws(CommandFailure) -> CollectionReading {
    var bytes: [UInt8]
    do { bytes = try FileBytes.read(bank) } catch { throw .badInput(bank, error.description) }
    if Song.isSong(bytes) {
      let song: Song
      do { song = try Song(bytes: bytes) } catch { throw .badInput(bank, error.description) }
      guard let own = song.collection else { throw .badInput(bank, "is a song that carries no bank") }
      bytes = Array(own)
    }
    do {
      let reading = try Collection.read(bytes)
      for warning in reading.warnings { Console.warning("\(bank): \(warning)") }
      return reading
    } catch { throw .badInput(bank, error.description) }
  }
}
