// SPDX-License-Identifier: MIT
// The lines of collections, instruments and regions. Any thread but audio.

extension TextTree {
  /// A whole collection.
  mutating func add(_ collection: Collection) {
    let regionCount = collection.instruments.reduce(0) { $0 + $1.regions.count }
    let waveCount = collection.waves.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    add(titled("DLS collection", collection.info.name)) { lines in
      if let version = collection.version {
        lines.add("version \(version.map(String.init).joined(separator: "."))")
      }
      if let identifier = collection.identifier { lines.add("identifier \(identifier)") }
      lines.addTexts(collection.info)
      lines.add(
        counted(collection.instruments.count, "instrument") + ", " + counted(regionCount, "region") + ", "
          + counted(waveCount, "wave"))
    }
    for (index, instrument) in collection.instruments.enumerated() {
      add(instrument, number: index + 1, waves: collection.waves)
    }
    add("waves") { lines in
      for (cue, wave) in collection.waves.enumerated() { lines.add(wave, cue: cue) }
    }
  }

  /// Texts but the name, one to the line.
  mutating func addTexts(_ info: Info) {
    for entry in info.entries where entry.tag != "INAM" {
      add("\(entry.tag) \(quoted(entry.text, limit: 80))")
    }
  }

  private mutating func add(_ instrument: Instrument, number: Int, waves: [Wave?]) {
    add("\(titled("instrument \(number)", instrument.info.name)): \(instrument.address)") { lines in
      if let identifier = instrument.identifier { lines.add("identifier \(identifier)") }
      lines.addTexts(instrument.info)
      lines.add(instrument.articulation)
      for (index, region) in instrument.regions.enumerated() {
        lines.add(region, number: index + 1, waves: waves)
      }
    }
  }

  private mutating func add(_ articulation: [Connection]?) {
    guard let articulation else { return }
    add("articulation\(articulation.isEmpty ? ": defaults only" : "")") { lines in
      for connection in articulation { lines.add(connection.text) }
    }
  }

  private mutating func add(_ region: Region, number: Int, waves: [Wave?]) {
    let cue = Int(region.link.cue)
    let wave = waves.indices.contains(cue) ? waves[cue] : nil
    add("region \(number)\(region.rangeText): \(titled("wave \(cue)", wave?.info.name ?? ""))") { lines in
      lines.add(filling: region.optionTexts)
      if let sample = region.sample { lines.add(filling: sample.texts) }
      lines.addTexts(region.info)
      lines.add(region.articulation)
    }
  }
}

extension Region {
  /// Keys, and velocities where they are limited.
  fileprivate var rangeText: String {
    let (low, high) = (keyText(keys.lowerBound), keyText(keys.upperBound))
    let text = keys.count == 1 ? ", key \(low)" : ", keys \(low) to \(high)"
    return velocities == 0...127 ? text : text + ", velocities \(velocities.lowerBound) to \(velocities.upperBound)"
  }

  /// What differs from an ordinary region.
  fileprivate var optionTexts: [String] {
    let options: [String?] = [
      info.name.isEmpty ? nil : quoted(info.name),
      isLevel2 ? nil : "Level 1",
      keyGroup == 0 ? nil : "key group \(keyGroup)",
      isSelfNonExclusive ? "the same key may overlap itself" : nil,
      layer.map { "layer \($0)" },
      link.phaseGroup == 0 ? nil : "phase group \(link.phaseGroup)\(link.isPhaseMaster ? ", master" : "")",
      link.isMultichannel || link.channelMask != 1
        ? "channels 0x\(hexadecimal(link.channelMask, digits: 1))\(link.isMultichannel ? ", pan fixed" : "")" : nil,
    ]
    return options.compactMap(\.self)
  }
}
