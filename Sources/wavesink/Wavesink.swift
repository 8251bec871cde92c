// SPDX-License-Identifier: MIT
// The program: its commands and how it begins. Main thread.

import ArgumentParser

/// The command `wavesink`.
@main
struct Wavesink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wavesink",
    abstract: "Turns MIDI into sound: a DLS synthesizer for JACK.",
    discussion: """
      Without a command it runs as a JACK client and plays what is patched into its MIDI inputs.

      Exit status: 0 done; 64 wrong usage; 65 a bad input file; 69 no JACK server, or it went away; 70 a fault of \
      the program.
      """,
    version: "0.1.0",
    subcommands: [RunCommand.self, PlayCommand.self, RenderCommand.self, InspectCommand.self],
    defaultSubcommand: RunCommand.self)

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      Console.error(failure.sentence)
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      exit(withError: error)
    }
  }
}
