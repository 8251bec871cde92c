// SPDX-License-Identifier: MIT
// wavesink inspect: what is in a bank. Main thread.

import ArgumentParser
import DLS
import FoundationEssentials
import MIDI

/// Shows what a DLS collection or a SoundFont holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what is in a bank: instruments, regions, articulations, waves.",
    discussion: "What is odd about the file stands at the end.")

  @Argument(
    help: ArgumentHelp("A DLS collection, a SoundFont, or an RMID song that carries a bank.", valueName: "bank"))
  var bank: String

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let source = try InputFile.source(bank)
    if try isSoundFont(source) {
      let reading: SoundFontReading
      do { reading = try SoundFont.read(source) } catch { throw CommandFailure.badInput(bank, error.description) }
      try show(json ? nil : reading.treeDescription(), SoundFontReport(reading))
    } else {
      let reading = try read(try bytes(of: source))
      try show(json ? nil : reading.treeDescription(), CollectionReport(reading))
    }
  }

  /// The page for people; the values where there is none.
  private func show(_ page: String?, _ report: @autoclosure () -> some Encodable) throws {
    if let page { return try Console.show(page) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try Console.show(String(decoding: try encoder.encode(report()), as: UTF8.self) + "\n")
  }

  /// Of a SoundFont only a small part is read: its samples are not shown.
  private func isSoundFont(_ source: ByteSource) throws(CommandFailure) -> Bool {
    FileKind.sniff(try bytes(of: source, limit: 12)) == .soundFont
  }

  private func bytes(of source: ByteSource, limit: Int = .max) throws(CommandFailure) -> [UInt8] {
    do { return try source.bytes(in: 0..<min(limit, source.count)) } catch {
      throw .badInput(bank, error.description)
    }
  }

  private func read(_ bytes: [UInt8]) throws(CommandFailure) -> CollectionReading {
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
