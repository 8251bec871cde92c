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
      A DLS collection to play with, or a song that carries one; may be given several times. A program is taken from \
      the last bank that has it, and from the built-in General MIDI bank where none has.
      """, valueName: "file"))
  var banks: [String] = []

  /// What to download, each file to be read in its turn.
  func sources() throws(CommandFailure) -> [BankSource] {
    var sources = builtIn
    for path in banks {
      try InputFile.checkSize(path)
      // A song that carries its bank is small; what it is a device or a pipe tells only once, to who plays it.
      if BankFile.carriesBanks(FileBytes.beginning(of: path, count: 12)) {
        sources += try BankFile.all(path, InputFile.read(path)).map(\.source)
      } else {
        sources.append(.file(path))
      }
    }
    return sources
  }

  /// What to download, read now and known to be collections, so that a bad file ends the command before it begins.
  func readSources() throws(CommandFailure) -> [BankSource] {
    var sources = builtIn
    for path in banks {
      for bank in try BankFile.all(path, InputFile.read(path)) {
        do { _ = try Collection.read(bank.bytes) } catch { throw .badInput(bank.name, error.description) }
        sources.append(bank.source)
      }
    }
    return sources
  }

  /// First of all: it is small, and plays while larger ones load.
  private var builtIn: [BankSource] { DataFolder.builtInBank.map { [.file($0, isBuiltIn: true)] } ?? [] }
}
