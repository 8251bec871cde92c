// SPDX-License-Identifier: MIT
// Damages files in every place: reading never traps, and keeps its promises. Any thread.

import DLS
import Testing

/// A small generator with a seed, so that a failure comes back.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A file in the manner of Mobile Sound Builder, with drums, a looped flute and everything that a file can have.
let richFile: [UInt8] = {
  let onLevel2 = u16(0x11) + hex("E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6")
  let global = list(
    "lar2",
    [
      chunk("cdl ", onLevel2),
      art(
        "art2",
        [
          block(0, 0, 0x115, scale: -0x8000_0000), block(0, 0, 0x114, scale: -0x42B5_BEFF),
          block(1, 0x81, 3, transform: 0x4000, scale: 50 * 65_536),
          block(2, 0, 1, transform: 0x8400, scale: -0x3C0_0000),
        ]),
    ])
  let drums = [
    region([rgnh(keys: (60, 72), options: 1), wsmp(unityNote: 66), wlnk(channels: 0)]),
    region([rgnh(keys: (73, 84), keyGroup: 1, layer: 2), wsmp(unityNote: 78), wlnk(cue: 1), articulation("lart")]),
  ]
  let flute = region([rgnh(keys: (12, 120)), wsmp(unityNote: 84, loops: [(0, 2, 5)]), wlnk(cue: 2)])
  func text(_ name: String) -> [UInt8] { list("INFO", [chunk("INAM", ascii(name)), chunk("ICOP", ascii("nobody\0"))]) }
  return Bank(
    instruments: [
      instrument(drums, bank: 1, extras: [global, text("dr")]),
      instrument([flute], bank: 0x8000_7900, program: 1, extras: [global, text("flute")]),
    ],
    waves: [
      wave([fmt(rate: 24_000), wsmp(), chunk("data", sound), text("kick")]),
      wave([fmt(rate: 24_000, bits: 8), wsmp(), chunk("data", sound), text("snare")]),
      wave([fmt(rate: 16_000), wsmp(loops: [(1, 2, 5)]), chunk("data", sound), text("Hi_flute")]),
    ],
    prefix: [chunk("vers", u32(1, 2)), chunk("dlid", Array(1...16)), chunk("cdl ", onLevel2)], suffix: [text("Blue")]
  ).bytes
}()

@Suite struct RobustnessTests {
  /// Reads whatever it is, describes what was read, and checks what readers promise about every collection.
  private func torture(_ bytes: [UInt8]) -> Bool {
    guard let reading = try? Collection.read(bytes) else { return false }
    let collection = reading.collection
    let regions = collection.instruments.flatMap(\.regions)
    let areSound = regions.allSatisfy { region in
      guard collection.waves.indices.contains(Int(region.link.cue)),
        let wave = collection.waves[Int(region.link.cue)]
      else { return false }
      return region.keys.upperBound <= 127 && region.velocities.upperBound <= 127
        && (region.sample?.loop).map { Int($0.start) + Int($0.length) <= wave.frameCount && $0.length > 0 } ?? true
    }
    let wavesAreSound = collection.waves.allSatisfy { wave in
      guard let wave else { return true }
      return wave.frameCount > 0 && wave.sampleRate > 0
        && wave.data.count == wave.frameCount * wave.channelCount * wave.format.bytesPerSample
        && wave.data.startIndex >= 0 && wave.data.endIndex <= bytes.count
    }
    let isDescribed = reading.treeDescription().utf8.count > 0
    return areSound && wavesAreSound && isDescribed && reading.warnings.count <= 1001
  }

  @Test func `the file that is damaged below is sound`() throws {
    let reading = try Collection.read(richFile)
    #expect(reading.warnings.isEmpty)
    #expect(reading.collection.instruments.map(\.regions.count) == [2, 1])
    #expect(reading.collection.waves.compactMap(\.self).count == 3)
    #expect(torture(richFile))
  }

  @Test("a file cut anywhere reads or is refused", arguments: [minimalFile, richFile])
  func truncations(file: [UInt8]) throws {
    var readable = 0
    for count in 0..<file.count {
      let cut = Array(file[..<count])
      do throws(CollectionError) {
        let reading = try Collection.read(cut)
        readable += 1
        #expect(!reading.warnings.isEmpty, "cut at \(count) without a finding")
        #expect(torture(cut), "cut at \(count)")
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(readable > file.count / 2)
  }

  @Test("bytes turned at random never trap", arguments: 0..<8)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var readable = 0
    for round in 0..<1000 {
      var file = round % 2 == 0 ? minimalFile : richFile
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: file.indices, using: &generator)
        file[place] =
          [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      guard (try? Collection.read(file)) != nil else { continue }
      readable += 1
      if !torture(file) { Issue.record("seed \(seed), round \(round)") }
    }
    #expect(readable > 250)
  }

  @Test("words turned to extremes never trap", arguments: [minimalFile, richFile])
  func extremeWords(file: [UInt8]) {
    // Every field of RIFF begins at an even place.
    for place in stride(from: 0, through: file.count - 4, by: 2) {
      for word in [0, 7, 0x7FFF_FFFF, 0xFFFF_FFF0, 0xFFFF_FFFF] {
        var damaged = file
        damaged.replaceSubrange(place..<place + 4, with: u32(word))
        guard (try? Collection.read(damaged)) != nil else { continue }
        if !torture(damaged) { Issue.record("word \(word) at \(place)") }
      }
    }
  }

  @Test("pieces left out or doubled never trap", arguments: 0..<4)
  func pieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var readable = 0
    for _ in 0..<500 {
      let places = [0, 1].map { _ in Int.random(in: 12..<richFile.count, using: &generator) }.sorted()
      let piece = richFile[places[0]..<places[1]]
      let file =
        Bool.random(using: &generator)
        ? richFile[..<places[0]] + richFile[places[1]...] : richFile[..<places[1]] + piece + richFile[places[1]...]
      guard (try? Collection.read(Array(file))) != nil else { continue }
      readable += 1
      #expect(torture(Array(file)))
    }
    #expect(readable > 50)
  }

  @Test func `time is in proportion to the file`() throws {
    func file(_ count: Int) -> [UInt8] {
      let regions = Array(repeating: region([rgnh(), wlnk(), wsmp(), articulation()]), count: count)
      return bank(regions, extras: [list("lar2", [art("art2", Array(repeating: block(0, 0, 0x206), count: count))])])
        .bytes
    }
    let clock = ContinuousClock()
    func seconds(_ bytes: [UInt8]) throws -> Duration {
      try (0..<3).map { _ in try clock.measure { _ = try Collection.read(bytes) } }.min() ?? .zero
    }
    let (small, large) = (try seconds(file(500)), try seconds(file(5000)))
    // Ten times the file; a quadratic reader would take a hundred times as long.
    #expect(large < small * 40, "\(small) and \(large)")
  }
}
