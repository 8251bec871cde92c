// SPDX-License-Identifier: MIT
// wavesink run: a JACK client until it is told to end. Main thread.

public import ArgumentParser
import JackHost
public import Miniport
import Realtime
import Synthesis

/// Runs as a JACK client.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run as a JACK client that plays what is patched into its MIDI inputs.",
    usage: "wavesink [run] [--bank <file>] ... [<options>]",
    discussion: """
      The ports midi_in_1, midi_in_2 … and out_1, out_2 appear at once; sound is there as soon as the banks are. \
      When the JACK server goes, it waits for it to come back, and restores what was connected. End it with Ctrl-C.
      """)

  @OptionGroup var banks: BankOptions

  @OptionGroup var demand: DemandOptions

  @Flag(inversion: .prefixedNo, help: "Connect the outputs to the playback ports of the sound card.")
  var connect = false

  @OptionGroup var patterns: PatternOptions

  @Option(help: ArgumentHelp("The client's name, which no other client may have.", valueName: "name"))
  var name = "wavesink"

  @Option(
    help: ArgumentHelp("Channel groups: MIDI inputs of 16 channels each, 1 to 64. (default: 1)", valueName: "count"))
  var groups: Int?

  @Option(
    help: ArgumentHelp(
      "Audio outputs: one pair, one for each group, or one for each channel. (default: stereo)", valueName: "kind"))
  var outputs: OutputLayout?

  @Option(
    help: ArgumentHelp(
      "Where reverb and chorus come out: with the first pair, or on a pair of their own. (default: mixed)",
      valueName: "kind"))
  var effectsOutput: EffectsOutput?

  @Option(
    help: ArgumentHelp(
      """
      A rack file to begin with: banks, programs, controllers, connections, as ctl save has written them. SIGUSR1 saves \
      them there again.
      """, valueName: "file"), completion: .file(extensions: ["yaml"]))
  var rack: String?

  @OptionGroup var server: ServerPolicy

  @OptionGroup var control: ControlOptions

  @OptionGroup var panel: PanelOptions

  @Flag(
    inversion: .prefixedNo,
    help: "Bring a bank in again when its file is saved; notes that sound keep the one that they began with.")
  var watch = true

  @OptionGroup var sound: SoundOptions

  func validate() throws {
    if sound.noEffects, effectsOutput == .apart {
      throw ValidationError("--effects-output apart makes no sense with --no-effects")
    }
    if panel.isWanted, !control.control {
      throw ValidationError("--panel needs what --no-control takes away: it shows and changes everything by OSC")
    }
    if let groups, !(1...64).contains(groups) { throw ValidationError("--groups is 1 to 64, not \(groups)") }
  }

  func run() throws {
    let saveSignal = SaveSignal()
    var managed = ManagedSession()
    guard let start = try RunStart(self, &managed) else { return }
    let named = try banks.sources()
    var session = try JackSession(
      start.configuration, sound: sound, downloader: demand.downloader(banks.sampleMemory, sound), policy: server,
      rules: patterns.rules(), library: start.library, isReshapable: true)
    start.prepare(&session)
    var loop = RunLoop(session, managed, saveSignal, start, files: watch ? FileWatch() : nil)
    while try loop.turn(self, named) {}
  }
}

extension OutputLayout: ExpressibleByArgument {}
extension EffectsOutput: ExpressibleByArgument {}
