// SPDX-License-Identifier: MIT
// Options that say how instruments sound. Main thread, and the threads of jobs.

public import ArgumentParser
import MIDI
import Miniport
import Realtime
public import Synthesis

/// How they sound.
struct SoundOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Gain in dB, -96 to 24. At 0 a single full-scale note comes out at -3 dB a side, so that a whole band needs room.
      """, valueName: "dB"))
  var gain = -6.0

  @Option(help: ArgumentHelp("Voices that may sound at once, 1 to 4096.", valueName: "count"))
  var voices = 256

  @Option(
    help: ArgumentHelp(
      "Threads that render, 1 to 16. Worth it from some hundred voices on; no effect on the sound.", valueName: "count")
  )
  var threads = 1

  @Option(help: ArgumentHelp("How waves are read between their samples, from fast to fine.", valueName: "kind"))
  var interpolation = Interpolation.cubic

  @Flag(name: .customLong("no-effects"), help: "Leave out reverb, chorus, and the limiter at the end of the chain.")
  var noEffects = false

  @Option(
    help: ArgumentHelp(
      "A scale as a Scala file (.scl) that tunes all parts but drums; middle C keeps its pitch.", valueName: "file"),
    completion: .file())
  var tuning: String?

  func validate() throws {
    guard (-96...24).contains(gain) else { throw ValidationError("--gain is -96 to 24 dB, not \(gain)") }
    guard (1...16).contains(threads) else { throw ValidationError("--threads is 1 to 16, not \(threads)") }
    guard (1...4096).contains(voices) else { throw ValidationError("--voices is 1 to 4096, not \(voices)") }
  }

  /// A synthesizer as asked for; a tuning that cannot be read is thrown.
  func configuration(rate: SampleRate, layout: PortLayout) throws(CommandFailure) -> Synthesizer.Configuration {
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.layout = layout
    configuration.voiceLimit = voices
    configuration.renderThreads = threads
    configuration.interpolation = interpolation
    configuration.gain = Decibels(gain)
    configuration.hasEffects = !noEffects
    if let tuning { configuration.keyCents = try SoundOptions.keyCents(ofScale: tuning) }
    return configuration
  }

  /// Cents for each key.
  private static func keyCents(ofScale path: String) throws(CommandFailure) -> [Double] {
    let bytes = try InputFile.read(path)
    do { return try ScalaScale(bytes: bytes).keyCents } catch { throw .badInput(path, error.description) }
  }
}

extension Interpolation: ExpressibleByArgument {}
