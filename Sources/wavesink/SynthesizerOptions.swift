// SPDX-License-Identifier: MIT
// Options that several commands share. Main thread.

public import ArgumentParser
import Realtime
public import Synthesis

/// Which instruments play.
struct BankOptions: ParsableArguments {
  @Option(
    name: .customLong("bank"),
    help: ArgumentHelp(
      "A DLS collection to play with. Of several, later ones come first; the built-in bank comes last.",
      valueName: "file"))
  var banks: [String] = []

  /// What to download, the built-in bank first: it is small, and plays while larger ones load.
  /// `own`: the bank that a song carries.
  func sources(own: BankSource? = nil) -> [BankSource] {
    let builtIn = DataFolder.builtInBank.map { [BankSource.file($0, isBuiltIn: true)] } ?? []
    return builtIn + banks.map { BankSource.file($0) } + (own.map { [$0] } ?? [])
  }
}

/// How they sound.
struct SoundOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Voices that may sound at once, 1 to 4096.", valueName: "count"))
  var voices = 256

  @Option(
    help: ArgumentHelp(
      "Gain in dB. At 0 a full-scale wave at velocity 127 comes out at -3 dB a side: a whole band needs room.",
      valueName: "dB"))
  var gain = SoundOptions.defaultGain

  @Option(help: ArgumentHelp("How waves are read between their samples: linear, cubic or sinc.", valueName: "kind"))
  var interpolation = Interpolation.cubic

  @Flag(name: .customLong("no-effects"), help: "Leave out the limiter at the end of the chain.")
  var noEffects = false

  /// dB: a full band of the built-in bank then peaks a little under full scale.
  static let defaultGain = -6.0

  func validate() throws {
    guard (1...4096).contains(voices) else { throw ValidationError("--voices is 1 to 4096, not \(voices).") }
    guard (-96...24).contains(gain) else { throw ValidationError("--gain is -96 to 24 dB, not \(gain).") }
  }

  /// A synthesizer as asked for.
  func configuration(rate: SampleRate, groupCount: Int) -> Synthesizer.Configuration {
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.groupCount = groupCount
    configuration.voiceLimit = voices
    configuration.interpolation = interpolation
    configuration.gain = Decibels(gain)
    configuration.hasEffects = !noEffects
    return configuration
  }
}

extension Interpolation: ExpressibleByArgument {}
