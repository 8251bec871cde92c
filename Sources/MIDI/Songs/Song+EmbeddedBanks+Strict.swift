// SPDX-License-Identifier: MIT
// The first place where a container is not as its standard has it. Any thread but the audio thread.

extension Song.EmbeddedBanks {
  /// Where the file around the banks departs from its standard first, and how, as a sentence; nil for one that is as it
  /// should be.
  ///
  /// Chunks of makers are allowed, and so is everything that only this reader's means make a warning.
  /// Thread: any but audio.
  public var firstDeparture: (offset: Int, sentence: String)? {
    let warning = warnings.first { !$0.problem.isAllowed }
    guard let departure = departures.first, departure.offset < warning?.offset ?? .max else {
      return warning.map { ($0.offset, $0.description) }
    }
    return (departure.offset, departure.description)
  }
}

extension Song.Problem {
  /// True where the standard has nothing against it: the file is right, and this reader is what it is.
  fileprivate var isAllowed: Bool {
    switch self {
    // RIFF lets anybody add chunks. XMF has resources in other files, packed by who knows what, and as many as one likes.
    case .unknownChunk, .xmfFurtherSongs, .xmfExternal, .xmfPacking, .xmfTooManyNodes, .xmfTooLarge: true
    default: false
    }
  }
}
