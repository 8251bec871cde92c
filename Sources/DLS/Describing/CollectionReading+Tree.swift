// SPDX-License-Identifier: MIT
// A file as a page for people: `wavesink inspect`. Any thread but audio.

extension CollectionReading {
  /// The collection as `Collection.treeDescription`, then what its file had that is not in it. Lines end in a newline.
  /// Thread: any but audio.
  public func treeDescription() -> String {
    var lines = TextTree()
    lines.add(collection)
    if !isForThisDevice { lines.add("its own condition says that it is not for this device") }
    if excludedLists > 0 { lines.add("\(counted(excludedLists, "list")) switched off by conditions") }
    if aliasedKeyCount + aliasedInstrumentCount > 0 {
      lines.add("aliases: \(counted(aliasedKeyCount, "drum key")), \(counted(aliasedInstrumentCount, "instrument"))")
    }
    // A file of Level 1 has many: one by one only programs want them.
    let translationCount = translations.count + omittedTranslationCount
    if translationCount > 0 { lines.add("translated: \(counted(translationCount, "number"))") }
    lines.add(ignored: ignoredChunks, ofOtherNames: otherIgnoredChunkCount, warnings)
    if !departures.isEmpty {
      lines.add("departures from the standard that change nothing") { lines in
        for departure in departures { lines.add(departure.description) }
        if omittedDepartureCount > 0 { lines.add("and \(omittedDepartureCount) more") }
      }
    }
    return lines.text
  }
}

extension Collection {
  /// Instruments with their regions and articulations, and waves, in units that people use. Lines end in a newline.
  /// Thread: any but audio.
  public func treeDescription() -> String {
    var lines = TextTree()
    lines.add(self)
    return lines.text
  }
}

extension TextTree {
  /// What a reader made nothing of.
  mutating func add(
    ignored chunks: [CollectionReading.IgnoredChunk], ofOtherNames otherCount: Int = 0, _ warnings: [Warning]
  ) {
    if !chunks.isEmpty {
      let names = chunks.map { "\"\($0.identifier)\" × \($0.count)" }
      add("chunks that mean nothing here") { lines in
        lines.add(filling: names)
        if otherCount > 0 { lines.add("and \(otherCount) of other names") }
      }
    }
    if !warnings.isEmpty {
      add("warnings") { lines in
        for warning in warnings { lines.add(warning.description) }
      }
    }
  }
}
