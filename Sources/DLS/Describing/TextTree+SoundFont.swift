// SPDX-License-Identifier: MIT
// The lines of SoundFonts. Any thread but audio.

extension TextTree {
  /// A whole SoundFont.
  mutating func add(_ font: SoundFont) {
    add(titled("SoundFont", font.info.name)) { lines in
      lines.add("version \(font.version)")
      if let version = font.romVersion { lines.add("ROM version \(version)") }
      lines.addTexts(font.info)
      lines.add(
        counted(font.presets.count, "preset") + ", " + counted(font.instruments.count, "instrument") + ", "
          + counted(font.samples.count, "sample") + (font.lowSampleData == nil ? "" : ", 24 bits"))
    }
    for (index, preset) in font.presets.enumerated() { add(preset, number: index + 1, font) }
    for (index, instrument) in font.instruments.enumerated() { add(instrument, number: index + 1, font) }
    add("samples") { lines in
      for (index, sample) in font.samples.enumerated() { lines.add(sample, number: index + 1, font) }
    }
  }

  private mutating func add(_ preset: SoundFont.Preset, number: Int, _ font: SoundFont) {
    let drums = preset.bank == 128 ? ", drums" : ""
    let address = "bank \(preset.bank), program \(preset.program)\(drums)"
    add("\(titled("preset \(number)", preset.name)): \(address)") { lines in
      lines.add(zones: preset.zones, global: preset.global, isDifference: true) { target in
        titled("instrument \(target + 1)", font.instruments[target].name)
      }
    }
  }

  private mutating func add(_ instrument: SoundFont.Instrument, number: Int, _ font: SoundFont) {
    add(titled("instrument \(number)", instrument.name) + (instrument.zones.isEmpty ? ": silent" : "")) { lines in
      lines.add(zones: instrument.zones, global: instrument.global, isDifference: false) { target in
        titled("sample \(target + 1)", font.samples[target].name)
      }
    }
  }

  /// `name` makes words of what a zone leads to; `isDifference` as for quantities.
  private mutating func add(
    zones: [SoundFont.Zone], global: SoundFont.Zone?, isDifference: Bool, _ name: (Int) -> String
  ) {
    if let global {
      add("all zones\(global.rangeText)") { lines in lines.addContent(of: global, isDifference: isDifference) }
    }
    for (index, zone) in zones.enumerated() {
      add("zone \(index + 1)\(zone.rangeText): \(name(zone.target))") { lines in
        lines.addContent(of: zone, isDifference: isDifference)
      }
    }
  }

  private mutating func addContent(of zone: SoundFont.Zone, isDifference: Bool) {
    add(filling: zone.generators.map { $0.text(isDifference: isDifference) })
    let isNumbered = zone.modulators.contains { $0.link != nil }
    for (index, modulator) in zone.modulators.enumerated() {
      add(isNumbered ? "modulator \(index + 1): \(modulator.text)" : modulator.text)
    }
  }

  private mutating func add(_ sample: SoundFont.Sample, number: Int, _ font: SoundFont) {
    add(titled("\(number)", sample.name)) { lines in
      lines.add(filling: sample.texts(in: font))
    }
  }
}

extension SoundFont.Zone {
  /// Keys and velocities, where they are limited.
  fileprivate var rangeText: String {
    let (low, high) = (keyText(keys.lowerBound), keyText(keys.upperBound))
    let text = keys == 0...127 ? "" : keys.count == 1 ? ", key \(low)" : ", keys \(low) to \(high)"
    return velocities == 0...127 ? text : text + ", velocities \(velocities.lowerBound) to \(velocities.upperBound)"
  }
}

extension SoundFont.Sample {
  /// Rate, length, key, loop and side.
  fileprivate func texts(in font: SoundFont) -> [String] {
    let parts: [String?] = [
      "\(rate) Hz", lengthText,
      "key \(keyText(originalKey))", correctionCents == 0 ? nil : "correction \(correctionCents) cents", loopText,
      sideText(in: font),
    ]
    return parts.compactMap(\.self)
  }

  private var lengthText: String {
    if isROM { return "in ROM" }
    if range.isEmpty { return "silent" }
    if isCompressed { return "compressed, \(counted(range.count, "byte"))" }
    return counted(range.count, "frame") + ", " + decimal(Double(range.count) / Double(rate), digits: 3) + " s"
  }

  /// From the beginning of the sample, as for a compressed one.
  private var loopText: String? {
    let origin = isCompressed ? 0 : range.lowerBound
    guard loopEnd > loopStart, loopStart >= origin else { return nil }
    return "loop from frame \(loopStart - origin), \(counted(loopEnd - loopStart, "frame"))"
  }

  private func sideText(in font: SoundFont) -> String? {
    let partner =
      font.samples.indices.contains(Int(link)) ? titled(" of sample \(link + 1)", font.samples[Int(link)].name) : ""
    switch side {
    case 2: return "right side" + partner
    case 4: return "left side" + partner
    case 8: return "linked" + partner
    default: return nil
    }
  }
}
