// SPDX-License-Identifier: MIT
// Findings in SoundFonts by a name that programs can rely on. Any thread but audio.

extension SoundFont.Fault {
  /// The finding without its facts: a word that does not change between versions. Thread: any.
  public var code: String {
    switch self {
    case .versionUnknown: "versionUnknown"
    case .recordIncomplete: "recordIncomplete"
    case .closingRecordMissing: "closingRecordMissing"
    case .recordsSurplus: "recordsSurplus"
    case .indexOutOfOrder: "indexOutOfOrder"
    case .recordsUnused: "recordsUnused"
    case .duplicatePreset: "duplicatePreset"
    case .presetOutOfReach: "presetOutOfReach"
    case .presetSilent: "presetSilent"
    case .instrumentSilent: "instrumentSilent"
    case .targetMissing: "targetMissing"
    case .targetOutOfRange: "targetOutOfRange"
    case .rangeEmpty: "rangeEmpty"
    case .rangeTooHigh: "rangeTooHigh"
    case .generatorIgnored: "generatorIgnored"
    case .generatorsBehindTarget: "generatorsBehindTarget"
    case .amountOutOfRange: "amountOutOfRange"
    case .modulatorIgnored: "modulatorIgnored"
    case .loopOutside: "loopOutside"
    case .sampleDataMissing: "sampleDataMissing"
    case .lowBytesIgnored: "lowBytesIgnored"
    case .sampleEmpty: "sampleEmpty"
    case .sampleCut: "sampleCut"
    case .samplesInROM: "samplesInROM"
    case .sampleField: "sampleField"
    case .stereoLinksBroken: "stereoLinksBroken"
    }
  }
}
