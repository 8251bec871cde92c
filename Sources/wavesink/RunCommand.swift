// SPDX-License-Identifier: MIT
// wavesink run: a JACK client until it is told to end. Main thread.

public import ArgumentParser
import JackHost
import Miniport
import Realtime
public import Synthesis

/// Runs as a JACK client.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run as a JACK client that plays what is patched into its MIDI inputs.",
    discussion: """
      The ports midi_in_1, midi_in_2 … and out_1, out_2 appear at once; sound is there as soon as the banks are. \
      End it with Ctrl-C.
      """)

  @OptionGroup var banks: BankOptions
  @OptionGroup var sound: SoundOptions

  @Option(help: ArgumentHelp("The client's name, which must be free.", valueName: "name"))
  var name = "wavesink"

  @Option(help: ArgumentHelp("Channel groups: MIDI inputs of 16 channels each, 1 to 64.", valueName: "count"))
  var groups = 1

  @Option(help: ArgumentHelp("Audio outputs: stereo, groups (a pair each) or channels (a pair each).", valueName: "kind"))
  var outputs = OutputLayout.stereo

  @Flag(inversion: .prefixedNo, help: "Connect the outputs to the hardware's playback ports.")
  var connect = false

  func validate() throws {
    guard (1...64).contains(groups) else { throw ValidationError("--groups is 1 to 64, not \(groups).") }
  }

  func run() throws {
    let configuration = JackConfiguration(clientName: name, groupCount: groups, outputs: outputs)
    var session = try JackSession.start(configuration, sound: sound) { _ in }
    Console.notice(session.description)
    if connect { session.connect() }
    let sources = banks.sources()
    if sources.isEmpty { Console.warning("there is no bank: nothing will sound (name one with --bank)") }
    session.download(sources)
    var xruns: UInt64 = 0
    while try session.wait(milliseconds: 200) == .time {
      try session.reportDownloads()
      let seen = session.statistics.value(of: .xruns)
      if seen > xruns { Console.warning("\(seen - xruns) periods were not delivered in time") }
      xruns = seen
    }
  }
}

extension OutputLayout: ExpressibleByArgument {}
