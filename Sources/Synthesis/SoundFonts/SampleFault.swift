// SPDX-License-Identifier: MIT
// Why a sample of a SoundFont does not play. Any thread but audio.

/// Why a sample does not play; the rest of the bank does.
enum SampleFault: Error, Hashable {
  /// It is in the memory of a sound card.
  case inROM
  /// Not one frame is left of it.
  case empty
  /// It is compressed, and nobody here can decode that; the sentence says why.
  case undecodable(String)

  /// The end of a sentence that begins with the sample's name.
  var text: String {
    switch self {
    case .inROM: "is in the ROM of a sound card, not in the file"
    case .empty: "has no sound"
    case .undecodable(let reason): "cannot be decoded: \(reason)"
    }
  }
}
