// SPDX-License-Identifier: MIT
// The first place where a file is not as the standard has it. Any thread but audio.

extension CollectionReading {
  /// Where the file departs from the standard first, and how, as a sentence; nil for a file that is as it should be.
  ///
  /// Chunks of makers are allowed, and so is everything that only a reader's own limits make a finding.
  /// Thread: any but audio.
  public var firstDeparture: (offset: Int, sentence: String)? {
    let warning = warnings.first { !$0.kind.isAllowed }
    guard let departure = departures.first, departure.offset < warning?.offset ?? .max else {
      return warning.map { ($0.offset, $0.description) }
    }
    return (departure.offset, departure.description)
  }
}

extension Warning.Kind {
  /// True where the standard has nothing against it: the file is right, and this reader or this device is what it is.
  var isAllowed: Bool {
    switch self {
    // A silent instrument is one whose regions were lost for reasons of their own, or switched off by conditions.
    case .textTooLong, .textsSurplus, .cuesSurplus, .notForThisDevice, .instrumentSilent, .surplus, .gigaStudio,
      .keyAliasUnusable,
      .instrumentAliasUnusable, .aliasesSurplus:
      true
    default: false
    }
  }
}
