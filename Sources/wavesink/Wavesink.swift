// SPDX-License-Identifier: MIT
// The program: its commands and how it begins. Main thread.

import ArgumentParser

/// The command `wavesink`.
@main
struct Wavesink: ParsableCommand {
  /// The program's version.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "wavesink",
    abstract: "Turns MIDI into sound: a DLS synthesizer for JACK.",
    usage: """
      wavesink [run] [<options>]
      wavesink <subcommand> [<options>]
      """,
    discussion: """
      Without a subcommand it runs as a JACK client and plays what is patched into its MIDI inputs.

      Exit status:
        0   done
        1   a limit that latency was given is exceeded
        64  wrong usage, or an output that cannot be written
        65  a bad input file
        69  no JACK server, or it went away
        70  a fault of the program
      """,
    version: version,
    subcommands: [
      RunCommand.self, PlayCommand.self, RenderCommand.self, InspectCommand.self, ConvertCommand.self,
      PluginsCommand.self, LatencyCommand.self, DoctorCommand.self, CtlCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() {
    do {
      try checkSubcommand()
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      Console.error(failure.sentence)
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      end(with: error)
    }
  }

  /// The parser takes every word that it does not know for a stray argument of `run`, which tells nobody what is wrong.
  private static func checkSubcommand() throws {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    let words = CommandLine.arguments.dropFirst()
    guard let word = words.first == "help" ? words.dropFirst().first : words.first, !word.hasPrefix("-"),
      !(known + ["help"]).contains(word)
    else { return }
    throw ValidationError(
      "'\(word)' is no subcommand: expected \(known.joined(separator: ", ")) or help "
        + "(to play a song: wavesink play SONG)")
  }

  /// What the parser throws: requests for help go to standard output, wrong usage becomes a sentence like all others.
  private static func end(with error: any Error) -> Never {
    switch exitCode(for: error) {
    case .success: exit(withError: error)
    case .validationFailure:
      let sentence = message(for: error)
      Console.error(sentence.prefix(1).lowercased() + sentence.dropFirst())
      let lines = fullMessage(for: error).split(separator: "\n").drop { !$0.hasPrefix("Usage: ") }
      for line in lines { Console.write(line + "\n") }
      exit(withError: ExitCode(CommandFailure.Status.usage.rawValue))
    default:
      Console.error("\(error)")
      exit(withError: ExitCode(CommandFailure.Status.internalFault.rawValue))
    }
  }
}
