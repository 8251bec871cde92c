// SPDX-License-Identifier: MIT
// What people and programs are told about a file. Any thread.

import Foundation
import Testing

@testable import DLS

@Suite struct DescriptionTests {
  @Test(
    "a connection reads like a sentence of physics",
    arguments: [
      (block(0, 0, 0x209, scale: -1200 * 65_536), "EG1 release: 500 ms"),
      (block(0, 0, 0x206, scale: 1200 * 65_536), "EG1 attack: 2 s"),
      (block(0, 0, 0x206, scale: -0x8000_0000), "EG1 attack: 0 ms"),
      (block(0, 0, 0x105, scale: -522_494_111), "mod LFO delay: 10 ms"),
      (block(0, 0, 0x104, scale: -55_791_973), "mod LFO frequency: 5 Hz"),
      (block(0, 0, 0x114, scale: -17_078 * 65_536), "vib LFO frequency: 0.0004 Hz"),
      (block(0, 0, 0x500, scale: 0x159F_0000), "filter cutoff: 200 Hz"),
      (block(0, 0, 0x500, scale: 0x7FFF_FFFF), "filter cutoff: off"),
      (block(0, 0, 0x501, scale: 225 * 65_536), "filter Q: 22.5 dB"),
      (block(0, 0, 0x20A, scale: 500 * 65_536), "EG1 sustain: 50 %"),
      (block(0, 0, 0x004, scale: -500 * 65_536), "pan: -50 %"),
      (block(2, 0, 0x001, transform: 0x8400, scale: -960 * 65_536), "velocity (inverted concave) → gain: -96 dB"),
      (block(1, 0x81, 0x003, transform: 0x4000, scale: 50 * 65_536), "mod LFO × CC 1 → pitch: 50 cents"),
      (block(3, 0, 0x207, scale: 1200 * 65_536), "key → EG1 decay: 1200 time cents"),
      (block(5, 0, 0x500, scale: 2400 * 65_536), "EG2 → filter cutoff: 2400 cents"),
      (block(0, 0x81, 0x003, transform: 0x0200, scale: 65_536), "CC 1 (inverted) → pitch: 1 cents"),
      (block(0, 0, 0x208, scale: 65_536), "unknown 0x208: 1"),
      (block(0x0A, 0, 0x003, scale: 0), "unknown 0x00A → pitch: 0 cents"),
    ])
  func connections(bytes: [UInt8], text: String) {
    #expect(Connection(Record(bytes[...], 0..<12), at: 0).text == text)
  }

  @Test(
    "numbers are written without needless digits",
    arguments: [
      (0.0, 2, "0"), (0.5, 2, "0.5"), (-0.001, 2, "0"), (-3.256, 2, "-3.26"), (12.0, 0, "12"), (1.05, 2, "1.05"),
      (999.999, 2, "1000"), (-0.5, 1, "-0.5"), (1e30, 2, "1e+30"),
    ])
  func numbers(value: Double, digits: Int, text: String) { #expect(decimal(value, digits: digits) == text) }

  @Test func `every quantity is finite, whatever the scale`() {
    for destination in UInt16(0)...0x600 {
      for scale in [Int32.min, -1, 0, 1, .max] {
        for source in [UInt16(0), 2] {
          let connection = Connection(source: source, control: 0, destination: destination, transform: 0, scale: scale)
          #expect(connection.quantity.value.isFinite)
        }
      }
    }
  }

  @Test func `the tree shows instruments, regions and waves`() throws {
    let tree = try Collection.read(richFile).treeDescription()
    for line in [
      "DLS collection \"Blue\"", "2 instruments, 3 regions, 3 waves", "instrument 1 \"dr\": bank 0:1, program 0",
      "instrument 2 \"flute\": bank 121:0, program 1, drums", "keys 60 (C4) to 72 (C5): wave 0 \"kick\"",
      "loop from frame 2, 5 frames", "16000 Hz, 16 bits, mono, 8 frames", "vib LFO delay: 0 ms", "key group 1",
    ] {
      #expect(tree.contains(line), "\(line) in\n\(tree)")
    }
    #expect(tree.split(separator: "\n").allSatisfy { $0.count <= 120 })
    #expect(!tree.contains("warnings"))
  }

  @Test func `the tree shows what was wrong`() throws {
    let reading = try Collection.read(Bank(header: chunk("colh", u32(7)), prefix: [chunk("msyn", [1, 2])]).bytes)
    let tree = reading.treeDescription()
    #expect(tree.contains("\"msyn\" × 1"))
    #expect(tree.contains(": expected cInstruments to be 1, found 7; what is there is used"))
    #expect(!reading.collection.treeDescription().contains("warnings"))
  }

  @Test func `a name cannot steer the terminal or fill the page`() throws {
    let name = "a\u{1B}[31m\u{202E}b" + String(repeating: "x", count: 500)
    let tree = try Collection.read(Bank(suffix: [list("INFO", [chunk("INAM", ascii(name))])]).bytes).treeDescription()
    #expect(!tree.unicodeScalars.contains("\u{1B}"))
    #expect(!tree.unicodeScalars.contains("\u{202E}"))
    #expect(tree.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func `the report has every value under a stable name`() throws {
    var file = Bank(header: chunk("colh", u32(7)))
    file.instruments = [
      instrument(
        [
          region([
            rgnh(keys: (1, 2), velocities: (3, 4), options: 1, keyGroup: 5, layer: 6), wlnk(phaseGroup: 7),
            wsmp(unityNote: 61, fineTune: -2, gain: -655_360, loops: [(1, 2, 3)]),
          ])
        ],
        bank: 0x8000_0102, program: 3, extras: [articulation(scale: -1200 * 65_536)])
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(decoding: try encoder.encode(CollectionReport(try Collection.read(file.bytes))), as: UTF8.self)
    for part in [
      #""format":"dls""#, #""bankLSB":2,"bankMSB":1"#, #""isDrum":true"#, #""program":3"#,
      #""keyGroup":5,"keyHigh":2,"keyLow":1,"layer":6,"level":2"#, #""velocityHigh":4,"velocityLow":3"#,
      #""channelMask":1,"cue":0,"isMultichannel":false,"isPhaseMaster":false,"phaseGroup":7"#,
      #""fineTuneCents":-2,"gain":-655360,"gainDecibels":-1,"loop":{"kind":"untilRelease","length":3,"start":2,"#,
      #""type":1}"#,
      #""unityNote":61"#, #""destination":{"code":521,"name":"eg1Release"},"scale":-78643200"#,
      #""source":{"code":0,"name":"none"}"#,
      #""text":"EG1 release: 500 ms","transform":0,"unit":"seconds","value":0.5"#,
      #""format":"signed16","frameCount":8"#, #""sampleRate":22050"#, #""kind":"countWrong","offset":20,"path":"""#,
      #""isForThisDevice":true"#, #""ignoredChunks":[]"#,
    ] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
  }

  @Test func `a missing wave keeps its place in the report`() throws {
    let file = Bank(waves: [wave([fmt(tag: 2), chunk("data", sound)]), wave()]).bytes
    let json = String(decoding: try JSONEncoder().encode(CollectionReport(try Collection.read(file))), as: UTF8.self)
    #expect(json.contains(#""waves":[null,{"#))
  }
}
