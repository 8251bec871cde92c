// SPDX-License-Identifier: MIT
// Collections with anything in them that a file can hold. Any thread.

import DLS

/// Makes collections by chance; the same ones for the same seed.
struct RandomCollection {
  private var chance: SeededGenerator

  init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

  /// One with 1 to 6 instruments and up to 8 cues.
  mutating func next() -> Collection {
    var collection = Collection()
    collection.identifier = identifier()
    if flip() { collection.version = (0..<4).map { _ in number(0...UInt16.max) } }
    collection.info = info()
    let frames = 1...number(1...400)
    for _ in 0..<number(1...8) { collection.waves.append(flip(1, in: 4) ? nil : wave(frames: number(frames))) }
    // The same wave under another cue, and another wave of the same sound.
    collection.waves.append(collection.waves.randomElement(using: &chance) ?? nil)
    if var twin = collection.waves.compactMap(\.self).first {
      twin.info = info()
      collection.waves.append(twin)
    }
    for _ in 0..<number(1...6) { collection.instruments.append(instrument(of: collection.waves)) }
    return collection
  }

  private mutating func instrument(of waves: [Wave?]) -> Instrument {
    var instrument = Instrument(
      address: Instrument.Address(
        bankMSB: number(0...127), bankLSB: number(0...127), program: number(0...127), isDrum: flip()))
    let isLevel2 = flip()
    for cue in waves.indices {
      guard let wave = waves[cue], flip() else { continue }
      instrument.regions.append(region(cue: cue, wave, isLevel2: isLevel2 || flip(1, in: 4)))
    }
    instrument.articulation = articulation()
    instrument.identifier = identifier()
    instrument.info = info()
    return instrument
  }

  private mutating func region(cue: Int, _ wave: Wave, isLevel2: Bool) -> Region {
    var link = WaveLink(cue: UInt32(cue))
    link.isPhaseMaster = flip()
    link.isMultichannel = flip()
    link.phaseGroup = number(0...UInt16.max)
    link.channelMask = number(1...UInt32.max)
    var region = Region(keys: range(above: 0), velocities: range(above: 1), link: link)
    region.isSelfNonExclusive = flip()
    region.keyGroup = number(0...UInt16.max)
    region.layer = flip() ? number(0...UInt16.max) : nil
    region.sample = flip() ? sample(frames: wave.frameCount) : nil
    region.articulation = articulation()
    region.isLevel2 = isLevel2
    region.info = info()
    return region
  }

  private mutating func wave(frames: Int) -> Wave {
    let format = Wave.Format.allCases.randomElement(using: &chance) ?? .signed16
    let channels = number(1...2)
    let bytes = (0..<frames * channels * format.bytesPerSample + 3).map { _ in number(0...UInt8.max) }
    // Out of the middle of something larger, as the slices of a file are.
    var wave = Wave(
      format: format, sampleRate: number(100...384_000), channelCount: channels, data: bytes.dropFirst(2).dropLast())
    if flip() { wave.extent = Wave.Extent(validBits: number(0...UInt16.max), channelMask: number(0...UInt32.max)) }
    wave.sample = flip() ? sample(frames: frames) : nil
    wave.identifier = identifier()
    wave.info = info()
    return wave
  }

  private mutating func sample(frames: Int) -> SampleParameters {
    var sample = SampleParameters()
    sample.unityNote = number(0...127)
    sample.fineTune = number(-1200...1200)
    sample.gain = number(-62_914_560...15_728_640)
    sample.options = number(0...UInt32.max)
    if flip() {
      let start = number(0...frames - 1)
      let length = number(1...frames - start)
      sample.loop = SampleParameters.Loop(
        kind: flip() ? .forward : .untilRelease, start: UInt32(start), length: UInt32(length))
    }
    return sample
  }

  /// Blocks of Level 1, of Level 2, or of nothing that anybody knows.
  private mutating func articulation() -> [Connection]? {
    guard flip() else { return nil }
    let kind = number(0...2)
    return (0..<number(0...5)).map { _ in
      switch kind {
      case 0: Connection(source: 2, control: 0, destination: 1, transform: 0x8400, scale: number(.min ... .max))
      case 1:
        Connection(
          source: number(0...9), control: flip() ? 0x81 : 0, destination: number(0...5),
          transform: flip() ? 0x4000 : 0, scale: number(.min ... .max))
      default:
        Connection(
          source: number(0...UInt16.max), control: number(0...UInt16.max), destination: number(0...UInt16.max),
          transform: number(0...UInt16.max), scale: number(.min ... .max))
      }
    }
  }

  private mutating func info() -> Info {
    var info = Info()
    guard flip() else { return info }
    let texts = ["", "a", "Größe", "\u{FFFD}\u{1}\n", "名前", String(repeating: "é", count: number(0...40)), "“…”"]
    for _ in 0..<number(0...4) {
      // Tags may come twice, in any order, and need not be known or even printable.
      let tag = ["INAM", "ICOP", "ISFT", "AB C", "\\x01\\xFFZ1", " IND"].randomElement(using: &chance) ?? "INAM"
      info.entries.append(Info.Entry(tag: tag, text: texts.randomElement(using: &chance) ?? ""))
    }
    return info
  }

  private mutating func identifier() -> DLSID? {
    flip() ? DLSID(bytes: (0..<16).map { _ in number(0...UInt8.max) }) : nil
  }

  /// Inclusive bounds up to 127, of which the upper one is `lowest` or more.
  private mutating func range(above lowest: UInt8) -> ClosedRange<UInt8> {
    let high = number(lowest...127)
    return number(0...high)...high
  }

  private mutating func flip(_ chances: Int = 1, in all: Int = 2) -> Bool { number(0...all - 1) < chances }

  private mutating func number<Number: FixedWidthInteger>(_ range: ClosedRange<Number>) -> Number {
    Number.random(in: range, using: &chance)
  }
}
