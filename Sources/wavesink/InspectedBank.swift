// SPDX-License-Identifier: MIT
// A bank of either kind, ready to be shown. Main thread.

import DLS

/// What a file holds.
enum InspectedBank: Encodable {
  case collection(CollectionReading)
  case soundFont(SoundFontReading)

  /// Reads a bank that is in memory, whatever kind it is.
  init(_ bytes: ArraySlice<UInt8>) throws(CollectionError) {
    if FileKind.sniff(bytes) == .soundFont {
      self = .soundFont(try SoundFont.read(ByteSource(bytes)))
    } else {
      self = .collection(try Collection.read(bytes))
    }
  }

  /// For people.
  var page: String {
    switch self {
    case .collection(let reading): reading.treeDescription()
    case .soundFont(let reading): reading.treeDescription()
    }
  }

  /// For programs.
  func encode(to encoder: any Encoder) throws {
    switch self {
    case .collection(let reading): try CollectionReport(reading).encode(to: encoder)
    case .soundFont(let reading): try SoundFontReport(reading).encode(to: encoder)
    }
  }
}
