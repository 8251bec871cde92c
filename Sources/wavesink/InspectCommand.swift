// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials
import MIDI

/// Shows what a DLS collection holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: "What is odd about the file stands at the end.")

  @Argument(help: ArgumentHelp("A DLS collection, or an RMID song that carries one.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let reading = try read()
    guard json else { return try Console.show(reading.treeDescription()) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try Console.show(String(decoding: try encoder.encode(CollectionReport(reading)), as: UTF8.self) + "\n")
  }

  private func read() throws(CommandFailure) -> CollectionReading {
    let bytes = try InputFile.read(bank)
    // A slice of the song's file, so that the offsets are those of that file.
    let form = Song.isSong(bytes) ? try ownBank(ofSong: bytes) : bytes[...]
    do { return try Collection.read(form) } catch { throw .badInput(bank, error.description) }
  }

  private func ownBank(ofSong bytes: [UInt8]) throws(CommandFailure) -> ArraySlice<UInt8> {
    let song: Song
    do { song = try Song(bytes: bytes) } catch { throw .badInput(bank, error.description) }
    guard let own = song.collection else { throw .badInput(bank, "is a song that carries no bank") }
    return own
  }
}
