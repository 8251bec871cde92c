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
      A DLS collection or a SoundFont to play with, or a song that carries one; may be given several times. A program \
      is taken from the last bank that has it, and from the built-in General MIDI bank where none has.
      """, valueName: "file"), completion: .file())
  var banks: [String] = []

  @Option(
    name: .customLong("sample-memory"),
    help: ArgumentHelp(
      """
      What the samples of all banks may take, 1 to 1048576 MB; a bank that does not fit is refused. (default: three \
      quarters of the machine's memory)
      """, valueName: "MB"))
  var sampleMegabytes: Int?

  func validate() throws {
    guard let megabytes = sampleMegabytes, !(1...1 << 20).contains(megabytes) else { return }
    throw ValidationError("--sample-memory is 1 to 1048576 MB, not \(megabytes)")
  }

  /// Where the samples go.
  var sampleMemory: SampleMemory {
    SampleMemory(limit: sampleMegabytes.map { $0 << 20 } ?? SampleMemory.usualLimit)
  }

  /// What to download, each file to be read in its turn.
  func sources() throws(CommandFailure) -> [BankSource] {
    var sources = builtIn
    for path in banks { sources += try BankOptions.sources(of: path) }
    return sources
  }

  /// The banks of a file.
  static func sources(of path: String) throws(CommandFailure) -> [BankSource] {
    try InputFile.checkSize(path)
    // A song that carries its bank is small; what it is a device or a pipe tells only once, to who plays it.
    guard BankFile.carriesBanks(FileBytes.beginning(of: path, count: 12)) else { return [.file(path)] }
    return try BankFile.all(path, InputFile.read(path)).map(\.source)
  }

  /// What to download, looked at now and known to be banks, so that a bad file ends the command before it begins.
  func readSources() throws(CommandFailure) -> [BankSource] {
    var sources = builtIn
    for path in banks {
      try InputFile.checkSize(path)
      if FileKind.sniff(FileBytes.beginning(of: path, count: 12)) == .soundFont {
        try BankOptions.checkSoundFont(path)
        sources.append(.file(path))
      } else {
        for bank in try BankFile.all(path, InputFile.read(path)) {
          do { try bank.check() } catch { throw .badInput(bank.name, error.description) }
          sources.append(bank.source)
        }
      }
    }
    return sources
  }

  /// Large as it may be, a SoundFont's structure is read at once; its samples go from the file to where they play from.
  private static func checkSoundFont(_ path: String) throws(CommandFailure) {
    let source = try InputFile.source(path)
    do { _ = try SoundFont.read(source) } catch { throw .badInput(path, error.description) }
  }

  /// First of all: it is small, and plays while larger ones load.
  private var builtIn: [BankSource] { DataFolder.builtInBank.map { [.file($0, isBuiltIn: true)] } ?? [] }
}
