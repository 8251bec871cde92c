// SPDX-License-Identifier: MIT
// Finds what no file can hold, before a byte is written. Any thread but audio.

extension Collection {
  /// Throws at the first value that would not read back as it is.
  func checkForWriting() throws(CollectionFileError) {
    guard !instruments.isEmpty else { throw CollectionFileError("", .noInstruments) }
    if let version, version.count != 4 { throw CollectionFileError("", .version(partCount: version.count)) }
    try info.check("")
    for (index, wave) in waves.enumerated() { try wave?.check("wave \(index + 1)") }
    for (index, instrument) in instruments.enumerated() { try check(instrument, "ins \(index + 1)") }
  }

  private func check(_ instrument: Instrument, _ path: String) throws(CollectionFileError) {
    try instrument.info.check(path)
    let address = instrument.address
    try expect(.ulBank, Int(max(address.bankMSB, address.bankLSB)), in: 0...127, path)
    try expect(.ulInstrument, Int(address.program), in: 0...127, path)
    for (index, region) in instrument.regions.enumerated() {
      let path = path + (region.isLevel2 ? "/rgn2 " : "/rgn ") + String(index + 1)
      try region.info.check(path)
      try expect(.rangeKey, Int(region.keys.upperBound), in: 0...127, path)
      // 0 to 0 is taken for all velocities, and nothing has that velocity anyhow.
      try expect(.rangeVelocity, Int(region.velocities.upperBound), in: 1...127, path)
      guard Int(region.link.cue) < waves.count, let wave = waves[Int(region.link.cue)] else {
        throw CollectionFileError(path, .noWave(cue: region.link.cue))
      }
      try region.sample?.check(frames: wave.frameCount, path)
    }
  }
}

/// Throws where a number is out of its range.
private func expect(
  _ field: Warning.Field, _ value: Int, in range: ClosedRange<Int>, _ path: String
) throws(CollectionFileError) {
  guard range.contains(value) else { throw CollectionFileError(path, .value(field, found: value)) }
}

extension Wave {
  fileprivate func check(_ path: String) throws(CollectionFileError) {
    try info.check(path)
    try expect(.nChannels, channelCount, in: 1...2, path)
    try expect(.nSamplesPerSec, Int(sampleRate), in: 100...384_000, path)
    let frameSize = format.bytesPerSample * channelCount
    guard !data.isEmpty, data.count % frameSize == 0 else {
      throw CollectionFileError(path, .brokenFrames(byteCount: data.count, bytesPerFrame: frameSize))
    }
    try sample?.check(frames: frameCount, path)
  }
}

extension SampleParameters {
  fileprivate func check(frames: Int, _ path: String) throws(CollectionFileError) {
    try expect(.usUnityNote, Int(unityNote), in: 0...127, path)
    try expect(.sFineTune, Int(fineTune), in: -1200...1200, path)
    try expect(.lGain, Int(gain), in: -960 * 65_536...240 * 65_536, path)
    guard let loop, loop.length == 0 || Int(loop.start) + Int(loop.length) > frames else { return }
    throw CollectionFileError(path, .loopOutsideWave(start: loop.start, length: loop.length, frames: frames))
  }
}

extension Info {
  fileprivate func check(_ path: String) throws(CollectionFileError) {
    for entry in entries {
      // A chunk of the last two names would be taken for a list.
      guard let tag = FourCC(description: entry.tag), tag == tag.uppercased, tag != "LIST", tag != "RIFF" else {
        throw CollectionFileError(path, .tag(entry.tag))
      }
      guard !entry.text.utf8.contains(0) else { throw CollectionFileError(path, .textWithNUL(tag: entry.tag)) }
      guard entry.characters != nil else {
        throw CollectionFileError(
          path, .textTooLong(tag: entry.tag, byteCount: entry.text.utf8.count, limit: CollectionReader.textLimit))
      }
    }
  }
}
