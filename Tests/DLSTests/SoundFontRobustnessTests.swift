// SPDX-License-Identifier: MIT
// Damages SoundFonts in every place: reading never traps, and keeps its promises. Any thread.

import DLS
import Testing

@Suite struct SoundFontRobustnessTests {
  /// Whether the file reads; records an issue where a promise is broken.
  private func reads(_ bytes: [UInt8], _ what: @autoclosure () -> String) -> Bool {
    guard let reading = try? readFont(bytes) else { return false }
    if !isSound(reading, byteCount: bytes.count) { Issue.record("\(what())") }
    return true
  }

  @Test func `a file cut anywhere reads or is refused`() throws {
    var readable = 0
    for count in 0..<richFont.count {
      let cut = Array(richFont[..<count])
      do throws(CollectionError) {
        let reading = try SoundFont.read(ByteSource(cut[...]))
        readable += 1
        #expect(!reading.warnings.isEmpty, "cut at \(count) without a finding")
        #expect(isSound(reading, byteCount: count), "cut at \(count)")
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(readable > 40)
  }

  @Test("bytes turned at random never trap", arguments: 0..<8)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var readable = 0
    for round in 0..<1000 {
      var file = round % 2 == 0 ? Font().bytes : richFont
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: file.indices, using: &generator)
        file[place] =
          [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      readable += reads(file, "seed \(seed), round \(round)") ? 1 : 0
    }
    #expect(readable > 250)
  }

  @Test func `words turned to extremes never trap`() {
    for place in stride(from: 0, through: richFont.count - 4, by: 2) {
      for word in [0, 1, 7, 0x8000, 0x7FFF_FFFF, 0xFFFF_FFF0, 0xFFFF_FFFF] {
        var damaged = richFont
        damaged.replaceSubrange(place..<place + 4, with: u32(word))
        _ = reads(damaged, "word \(word) at \(place)")
      }
    }
  }

  @Test("pieces left out or doubled never trap", arguments: 0..<4)
  func pieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<500 {
      let places = [0, 1].map { _ in Int.random(in: 12..<richFont.count, using: &generator) }.sorted()
      let piece = richFont[places[0]..<places[1]]
      let file =
        Bool.random(using: &generator)
        ? richFont[..<places[0]] + richFont[places[1]...] : richFont[..<places[1]] + piece + richFont[places[1]...]
      _ = reads(Array(file), "seed \(seed), round \(round)")
    }
  }

  @Test("tables of random records never trap", arguments: 0..<4)
  func randomTables(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      var font = Font()
      font.version = (round % 2 + 2, 4)
      for (name, size) in [
        ("phdr", 38), ("pbag", 4), ("pmod", 10), ("pgen", 4), ("inst", 22), ("ibag", 4), ("imod", 10), ("igen", 4),
        ("shdr", 46),
      ]
      where Bool.random(using: &generator) {
        // Small numbers often, so that indices and links lead somewhere.
        let limit: UInt8 = Bool.random(using: &generator) ? 255 : 12
        let count = size * Int.random(in: 0...20, using: &generator)
        font.replacements[name] = (0..<count).map {
          $0 % 2 == 1 && Bool.random(using: &generator) ? 0 : UInt8.random(in: 0...limit, using: &generator)
        }
      }
      _ = reads(font.bytes, "seed \(seed), round \(round)")
    }
  }

  @Test func `a file of nothing but zones is not kept whole`() throws {
    // Each zone takes many times its bytes in memory; a real bank has samples beside its zones.
    let zones = Array(repeating: FontZone([(48, 1), (53, 0)], [modulator(2, 48)]), count: 20_000)
    var font = Font(instrument: zones)
    let dense = try readFont(font.bytes)
    let limit = font.bytes.count / 256
    #expect(dense.soundFont.instruments[0].zones.count == limit)
    #expect(dense.warnings.map(\.kind.code) == ["recordsSurplus"])
    font.sound = Array(repeating: 0, count: 256 * 20_000)
    let real = try readFont(font.bytes)
    #expect(real.soundFont.instruments[0].zones.count == 20_000)
    #expect(real.warnings.isEmpty)
  }

  @Test func `time is in proportion to the file`() throws {
    func file(_ count: Int) -> [UInt8] {
      let zone = FontZone([(48, 1), (17, 2), (53, 0)], [modulator(2, 48), modulator(3, 17)])
      var font = Font(instrument: Array(repeating: zone, count: count))
      font.sound = Array(repeating: 0, count: 256 * count)
      return font.bytes
    }
    func seconds(_ bytes: [UInt8]) throws -> Duration {
      try (0..<3).map { _ in try ContinuousClock().measure { _ = try readFont(bytes) } }.min() ?? .zero
    }
    let (small, large) = (try seconds(file(500)), try seconds(file(5000)))
    #expect(large < small * 40, "\(small) and \(large)")
  }
}
