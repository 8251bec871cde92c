// SPDX-License-Identifier: MIT
// Findings by a name that programs can rely on. Any thread but audio.

extension Warning.Kind {
  /// The finding without its facts: a word that does not change between versions. Thread: any.
  public var code: String {
    switch self {
    case .formSizeWrong: "formSizeWrong"
    case .bytesAfterForm: "bytesAfterForm"
    case .chunkPastEnd: "chunkPastEnd"
    case .padMissing: "padMissing"
    case .chunkExpected: "chunkExpected"
    case .strayBytes: "strayBytes"
    case .listTypeMissing: "listTypeMissing"
    case .nestedTooDeep: "nestedTooDeep"
    case .chunkMissing: "chunkMissing"
    case .chunkTooShort: "chunkTooShort"
    case .recordSizeWrong: "recordSizeWrong"
    case .countWrong: "countWrong"
    case .valueOutOfRange: "valueOutOfRange"
    case .loopsSurplus: "loopsSurplus"
    case .textsSurplus: "textsSurplus"
    case .cuesSurplus: "cuesSurplus"
    case .textTooLong: "textTooLong"
    case .codeUnknown: "codeUnknown"
    case .duplicateAddress: "duplicateAddress"
    case .instrumentSilent: "instrumentSilent"
    case .rangeEmpty: "rangeEmpty"
    case .cueOutOfRange: "cueOutOfRange"
    case .cueWithoutWave: "cueWithoutWave"
    case .keyAliasUnusable: "keyAliasUnusable"
    case .instrumentAliasUnusable: "instrumentAliasUnusable"
    case .aliasesSurplus: "aliasesSurplus"
    case .gigaStudio: "gigaStudio"
    case .poolTableMissing: "poolTableMissing"
    case .cueNotAWave: "cueNotAWave"
    case .waveUnplayable: "waveUnplayable"
    case .frameIncomplete: "frameIncomplete"
    case .samplesUnusable: "samplesUnusable"
    case .loopOutsideWave: "loopOutsideWave"
    case .conditionFaulty: "conditionFaulty"
    case .notForThisDevice: "notForThisDevice"
    case .soundFont(let fault): fault.code
    case .surplus: "surplus"
    }
  }
}
