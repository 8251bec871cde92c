// SPDX-License-Identifier: MIT
// The option that names banks. Main thread.

import ArgumentParser
import DLS
import Synthesis

/// Which instruments play.
struct BankOptions: ParsableArguments {
  @Option(
    name: .customLong("bank"),
    help: ArgumentHelp(
      """
      A DLS collection to play with; may be given several times. A program is taken from the last bank that has it, \
      and from the built-in General MIDI bank where none has.
      """, valueName: "file"))
  var banks: [String] = []

  /// What to download, each file to be read in its turn.
  func sources() throws(CommandFailure) -> [BankSource] {
    for path in banks { try InputFile.checkSize(path) }
    return builtIn + banks.map { .file($0) }
  }

  /// What to download, read now and known to be collections, so that a bad file ends the command before it begins.
  func readSources() throws(CommandFailure) -> [BankSource] {
    var sources = builtIn
    for path in banks {
      let bytes = try InputFile.read(path)
      do { _ = try Collection.read(bytes) } catch { throw .badInput(path, error.description) }
      sources.append(.bytes(bytes, name: path))
    }
    return sources
  }

  /// First of all: it is small, and plays while larger ones load.
  private var builtIn: [BankSource] { DataFolder.builtInBank.map { [.file($0, isBuiltIn: true)] } ?? [] }
}
