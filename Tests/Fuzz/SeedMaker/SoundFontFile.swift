// SPDX-License-Identifier: MIT
// Builds SoundFonts, table by table. One thread.

/// A SoundFont in the making: whole presets, instruments and samples in, tables with their closing records out.
struct SoundFontFile {
  /// A zone: codes and amounts of generators in their order, and modulators of five fields each.
  struct Zone {
    var generators: [(Int, Int)]
    var modulators: [[Int]] = []
  }

  /// A preset or an instrument.
  struct Owner {
    var name: String
    var program = 0
    var bank = 0
    var zones: [Zone]
  }

  /// A record of `shdr`.
  struct Sample {
    var range: Range<Int>
    var loop: Range<Int>
    var link = 0
    var type = 1
    var key = 60
  }

  var version = (2, 4)
  var presets: [Owner] = []
  var instruments: [Owner] = []
  var samples: [Sample] = []
  var sampleData: [UInt8] = []
  var lowSampleData: [UInt8]?
  var texts: [[UInt8]] = [chunk("isng", ascii("EMU8000\0")), chunk("INAM", ascii("seed"))]

  private static func name(_ text: String) -> [UInt8] {
    Array((ascii(text) + [UInt8](repeating: 0, count: 20)).prefix(20))
  }

  /// Records of owners, zones, generators and modulators of one level.
  private static func tables(_ owners: [Owner], isPresets: Bool) -> [[UInt8]] {
    var records: [UInt8] = []
    var (bags, generators, modulators): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    for owner in owners + [Owner(name: isPresets ? "EOP" : "EOI", zones: [])] {
      records += name(owner.name)
      if isPresets { records += u16(owner.program, owner.bank) }
      records += u16(bags.count / 4)
      if isPresets { records += u32(0, 0, 0) }
      for zone in owner.zones {
        bags += u16(generators.count / 4, modulators.count / 10)
        generators += zone.generators.flatMap { u16($0.0, $0.1) }
        modulators += zone.modulators.flatMap { $0.flatMap { u16($0) } }
      }
    }
    bags += u16(generators.count / 4, modulators.count / 10)
    let names = isPresets ? ["phdr", "pbag", "pmod", "pgen"] : ["inst", "ibag", "imod", "igen"]
    let empty: (Int) -> [UInt8] = { [UInt8](repeating: 0, count: $0) }
    return [
      chunk(names[0], records), chunk(names[1], bags), chunk(names[2], modulators + empty(10)),
      chunk(names[3], generators + empty(4)),
    ]
  }

  private var headers: [UInt8] {
    var records: [UInt8] = []
    for sample in samples {
      records += SoundFontFile.name("wave")
      records += u32(sample.range.lowerBound, sample.range.upperBound, sample.loop.lowerBound, sample.loop.upperBound)
      records += u32(22_050)
      records += [UInt8(sample.key), 3]
      records += u16(sample.link, sample.type)
    }
    return records + SoundFontFile.name("EOS") + [UInt8](repeating: 0, count: 26)
  }

  var bytes: [UInt8] {
    let low = lowSampleData.map { [chunk("sm24", $0)] } ?? []
    var records = SoundFontFile.tables(presets, isPresets: true)
    records += SoundFontFile.tables(instruments, isPresets: false)
    records.append(chunk("shdr", headers))
    return form(
      [
        list("INFO", [chunk("ifil", u16(version.0, version.1))] + texts),
        list("sdta", [chunk("smpl", sampleData)] + low), list("pdta", records),
      ], type: "sfbk")
  }
}
