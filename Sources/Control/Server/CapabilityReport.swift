// SPDX-License-Identifier: MIT
// What the synthesizer can do, as values for programs. Control thread.

internal import Miniport
internal import Synthesis

/// DirectMusic's capabilities (`directmusic.md` 3.3) in words.
public struct CapabilityReport: Codable, Sendable {
  /// It renders in this machine's processor, from samples in its memory.
  public let isSoftwareSynth: Bool
  /// What can be downloaded.
  public let banks: [String]
  /// Whose rules it follows.
  public let dialects: [String]
  /// Of 16 channels each.
  public let maxGroups: Int
  /// That may sound at once.
  public let maxVoices: Int
  /// Of one output.
  public let audioChannels: Int
  /// Behind the voices.
  public let effects: [String]
  /// How waves are read.
  public let interpolations: [String]
  /// How channels are spread over outputs.
  public let outputs: [String]
  /// Where reverb and chorus come out.
  public let effectsOutputs: [String]
  /// Bytes that all samples may take.
  public let sampleMemory: Int
  /// A set of General MIDI instruments plays without a download.
  public let hasGeneralMIDI: Bool

  init(_ studio: Studio) {
    isSoftwareSynth = true
    banks = ["DLS1", "DLS2", "SF2", "SF3"]
    dialects = Dialect.allCases.map(\.rawValue)
    maxGroups = 64
    maxVoices = 4096
    audioChannels = 2
    effects = studio.hasEffects ? ["reverb", "chorus"] : []
    interpolations = Interpolation.allCases.map(\.rawValue)
    outputs = OutputLayout.allCases.map(\.rawValue)
    effectsOutputs = EffectsOutput.allCases.map(\.rawValue)
    sampleMemory = studio.downloader.sampleMemory.usage.allowed
    hasGeneralMIDI = studio.downloader.banks.contains(where: \.isBuiltIn)
  }
}
