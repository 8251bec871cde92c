// SPDX-License-Identifier: MIT
// Warnings by a name that programs can rely on. Any thread but the audio thread.

extension Song.Problem {
  /// The problem without its facts: a word that does not change between versions. Thread: any.
  public var code: String {
    switch self {
    case .headerLength: "headerLength"
    case .trackCount: "trackCount"
    case .tooManyTracks: "tooManyTracks"
    case .unknownChunk: "unknownChunk"
    case .strayBytes: "strayBytes"
    case .chunkBeyondEnd: "chunkBeyondEnd"
    case .trackLengthZero: "trackLengthZero"
    case .bytesAfterEndOfTrack: "bytesAfterEndOfTrack"
    case .missingEndOfTrack: "missingEndOfTrack"
    case .quantityTooLong: "quantityTooLong"
    case .truncatedEvent: "truncatedEvent"
    case .dataWithoutStatus: "dataWithoutStatus"
    case .runningStatusAfterMeta: "runningStatusAfterMeta"
    case .statusAsData: "statusAsData"
    case .bareSystemMessage: "bareSystemMessage"
    case .unfinishedSystemExclusive: "unfinishedSystemExclusive"
    case .brokenSystemExclusive: "brokenSystemExclusive"
    case .brokenEscape: "brokenEscape"
    case .shortMeta: "shortMeta"
    case .tempoZero: "tempoZero"
    case .unusableTimeSignature: "unusableTimeSignature"
    case .tooManyEvents: "tooManyEvents"
    case .tooManyTempos: "tooManyTempos"
    case .tooManyTexts: "tooManyTexts"
    case .bankOffset: "bankOffset"
    case .xmfLength: "xmfLength"
    case .xmfNode: "xmfNode"
    case .xmfTooManyNodes: "xmfTooManyNodes"
    case .xmfExternal: "xmfExternal"
    case .xmfResource: "xmfResource"
    case .xmfPacking: "xmfPacking"
    case .xmfDamagedPacking: "xmfDamagedPacking"
    case .xmfTooLarge: "xmfTooLarge"
    case .xmfFurtherSongs: "xmfFurtherSongs"
    }
  }
}
