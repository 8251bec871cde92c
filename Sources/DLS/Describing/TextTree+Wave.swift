// SPDX-License-Identifier: MIT
// The lines of waves and their parameters. Any thread but audio.

extension TextTree {
  /// The wave of a cue.
  mutating func add(_ wave: Wave?, cue: Int) {
    guard let wave else { return add("\(cue): missing") }
    add(titled("\(cue)", wave.info.name)) { lines in
      let duration = Double(wave.frameCount) / Double(wave.sampleRate)
      lines.add(filling: [
        "\(wave.sampleRate) Hz", wave.format.text, wave.channelCount == 1 ? "mono" : "stereo",
        counted(wave.frameCount, "frame"), "\(decimal(duration, digits: 3)) s",
      ])
      if let extent = wave.extent {
        lines.add(filling: [
          "extensible: \(extent.validBits) valid bits", "channels 0x\(hexadecimal(extent.channelMask, digits: 1))",
        ])
      }
      if let sample = wave.sample { lines.add(filling: sample.texts) }
      if let identifier = wave.identifier { lines.add("identifier \(identifier)") }
      lines.addTexts(wave.info)
    }
  }
}

extension SampleParameters {
  /// Tuning, gain and loop; what is zero is left out.
  var texts: [String] {
    let parts: [String?] = [
      "unity note \(keyText(unityNote))",
      fineTune == 0 ? nil : "fine tune \(fineTune) cents",
      gain == 0 ? nil : "gain \(decimal(gainDecibels, digits: 4)) dB",
      loop.map { loop in
        "loop from frame \(loop.start), \(counted(Int(loop.length), "frame"))"
          + (loop.kind == .forward ? "" : ", until release")
      } ?? "no loop",
    ]
    return parts.compactMap(\.self)
  }
}

extension Wave.Format {
  /// For people.
  fileprivate var text: String {
    switch self {
    case .unsigned8: "8 bits"
    case .signed16: "16 bits"
    case .signed24: "24 bits"
    case .signed32: "32 bits"
    case .float32: "32 bits, floating point"
    case .float64: "64 bits, floating point"
    case .aLaw: "A-law"
    case .muLaw: "µ-law"
    }
  }
}
