// SPDX-License-Identifier: MIT
// wavesink convert: banks of any kind to DLS. Main thread.

import ArgumentParser
import AudioFile
import DLS

/// Writes a bank as a DLS collection.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a bank as a DLS collection, level 2.",
    usage: "wavesink convert <bank> <file> [--program <program>] ...",
    discussion: """
      A SoundFont's presets become instruments; what DLS cannot say is told on standard error. What is read of a DLS \
      collection is written as it is. \
      The file gets its name when it is complete; a file of that name is replaced.
      """)

  @Argument(
    help: ArgumentHelp(
      "A DLS collection, a SoundFont (.sf2, .sf3), or an RMID or XMF file that carries one.", valueName: "bank"),
    completion: .file())
  var bank: String

  @Argument(
    help: ArgumentHelp("Where to write: a name with .dls, or - for standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    name: .customLong("program"),
    help: ArgumentHelp(
      """
      Only this program: 40, or 8:40 or 121:3:40 for one of another bank, or 128:0 for a drum set; may be given several \
      times. Waves that no such program plays are left out. (default: all)
      """, valueName: "program"))
  var programs: [ProgramSelection] = []

  func validate() throws {
    // Names that change places would replace the bank.
    guard output == "-" || output.lowercased().hasSuffix(".dls") else {
      throw ValidationError("'\(output)' is no name of a DLS collection: expected a name with .dls")
    }
  }

  func run() throws {
    let collection = try BankConversion(path: bank, programs: programs).collection()
    let file: CollectionFile
    do { file = try CollectionFile(collection) } catch { throw CommandFailure.badInput(bank, error.description) }
    do { try WholeFile.write(file.pieces, to: output) } catch { throw CommandFailure.usage(error.description) }
  }
}
