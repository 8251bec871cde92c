// SPDX-License-Identifier: MIT
// What people and programs are told about a SoundFont. Any thread.

import DLS
import Foundation
import Testing

@Suite struct SoundFontDescriptionTests {
  @Test(
    "a generator reads like a sentence of physics",
    arguments: [
      (38, -1200, "EG1 release: 500 ms"), (34, 1200, "EG1 attack: 2 s"), (34, -32_768, "EG1 attack: 0 ms"),
      (21, -7973, "mod LFO delay: 10 ms"), (22, -851, "mod LFO frequency: 5 Hz"),
      (24, -16_000, "vib LFO frequency: 0.0008 Hz"),
      (8, 5535, "filter cutoff: 200 Hz"), (9, 225, "filter Q: 22.5 dB"), (29, 500, "EG2 sustain, below full: 50 %"),
      (37, 120, "EG1 sustain, below full: 12 dB"), (17, -500, "pan: -50 %"), (48, 35, "attenuation: 3.5 dB"),
      (5, 50, "mod LFO → pitch: 50 cents"), (13, -30, "mod LFO → gain: -3 dB"),
      (39, 100, "key → EG1 hold: 100 time cents a key"),
      (51, -2, "coarse tuning: -2 semitones"), (52, 7, "fine tuning: 7 cents"), (56, 50, "scale: 50 cents a key"),
      (54, 0, "loop: none"), (54, 1, "loop: on"), (54, 2, "loop: none"), (54, 3, "loop: until release"),
      (58, 60, "root key: 60 (C4)"), (46, -1, "key: none"), (57, 3, "key group: 3"),
      (4, 2, "coarse start offset: 65536 frames"),
      (3, -1, "loop end offset: -1 frames"),
    ] as [(UInt16, Int16, String)])
  func generators(code: UInt16, amount: Int16, text: String) {
    #expect(SoundFont.Generator(code, amount).text(isDifference: false) == text)
  }

  @Test(
    "in a preset it is a difference",
    arguments: [
      (38, -1200, "EG1 release: -1200 time cents"), (22, 100, "mod LFO frequency: 100 cents"),
      (8, -1200, "filter cutoff: -1200 cents"), (48, 40, "attenuation: 4 dB"),
    ] as [(UInt16, Int16, String)])
  func differences(code: UInt16, amount: Int16, text: String) {
    #expect(SoundFont.Generator(code, amount).text(isDifference: true) == text)
  }

  @Test(
    "a modulator reads like a sentence",
    arguments: [
      (0x0502, 48, 960, 0, 0, "velocity (inverted concave) → attenuation: 96 dB"),
      (0x0102, 8, -2400, 0, 0, "velocity (inverted) → filter cutoff: -2400 cents"),
      (0x028A, 17, 500, 0, 0, "CC 10 (bipolar) → pan: 50 %"),
      (0x020E, 52, 12_700, 0x0010, 0, "pitch wheel × bend range → fine tuning: 12700 cents"),
      (0x000D, 6, 50, 0x0C81, 2, "absolute channel pressure × CC 1 (switch) → vib LFO → pitch: 50 cents"),
      (0x0803, 0x8001, 10, 0, 0, "key (convex) → modulator 2: 10"),
      (0x007F, 38, 1200, 0, 0, "linked modulators → EG1 release: 1200 time cents"),
      (0x0000, 34, 1, 0, 0, "always → EG1 attack: 1 time cents"),
    ] as [(UInt16, UInt16, Int16, UInt16, UInt16, String)])
  func modulators(
    source: UInt16, destination: UInt16, amount: Int16, amountSource: UInt16, transform: UInt16, text: String
  ) {
    let modulator = SoundFont.Modulator(
      source: source, destination: destination, amount: amount, amountSource: amountSource, transform: transform)
    #expect(modulator.text == text)
  }

  @Test func `every quantity is finite, whatever the amount`() {
    for code in UInt16(0)...70 {
      for amount in [Int16.min, -1, 0, 1, .max] {
        for isDifference in [false, true] {
          #expect(SoundFont.Quantity(code, amount, isDifference: isDifference).value.isFinite)
          #expect(!SoundFont.Generator(code, amount).text(isDifference: isDifference).isEmpty)
        }
      }
    }
  }

  @Test func `the tree shows presets, instruments and samples`() throws {
    let tree = try readFont(richFont).treeDescription()
    for line in [
      "SoundFont \"Font\"\n  version 2.04\n  ISNG \"EMU8000\"\n  2 presets, 2 instruments, 3 samples, 24 bits\n",
      "preset 1 \"Piano\": bank 0, program 0\n  all zones\n    filter cutoff: -1000 cents\n    pitch wheel × bend range → fine tuning: 12 cents\n  zone 1: instrument 1 \"Stereo\"\n",
      "preset 2 \"Kit\": bank 128, program 1, drums\n  zone 1, key 48 (C3): instrument 2 \"Drum\"\n",
      "instrument 1 \"Stereo\"\n  all zones\n    EG1 release: 2 s, loop: on\n",
      "  zone 1, keys 0 (C-1) to 60 (C4): sample 1 \"left\"\n    pan: -50 %, loop: on\n",
      "  zone 2, velocities 64 to 127: sample 2 \"right\"\n", "    modulator 1: CC 1 → modulator 2: 100\n",
      "    modulator 2: linked modulators → mod LFO → pitch: 50 cents\n",
      "  2 \"right\"\n    44100 Hz, 56 frames, 0.001 s, key 60 (C4), loop from frame 8, 40 frames,\n    right side of sample 1 \"left\"\n",
      "key 60 (C4), correction -12 cents, loop from frame 8, 48 frames\n",
    ] {
      #expect(tree.contains(line), "\(line) in\n\(tree)")
    }
    #expect(tree.split(separator: "\n").allSatisfy { $0.count <= 120 })
    #expect(!tree.contains("warnings"))
  }

  @Test func `the tree shows what was wrong, and what cannot sound`() throws {
    var font = Font(samples: [FontSample(type: 0x8001), FontSample(start: 9, end: 3), FontSample(end: 100, type: 0x11)])
    font.version = (3, 1)
    font.instruments.append(FontOwner(name: "none", zones: []))
    font.prefix = [chunk("junk", [])]
    let tree = try readFont(font.bytes).treeDescription()
    for line in [
      ", in ROM, ", ", silent, ", ", compressed, 100 bytes, ", "instrument 2 \"none\": silent\n",
      "chunks that mean nothing here\n  \"junk\" × 1\nwarnings\n  offset ", "found 1 sample in the ROM of a sound card",
    ] { #expect(tree.contains(line), "\(line) in\n\(tree)") }
  }

  @Test func `the report has every value under a stable name`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var font = Font()
    font.samples[0].name = "s"
    font.samples[0].correction = -3
    font.instruments[0].zones = [
      FontZone(
        [(43, 0x0201), (44, 0x0403), (38, -1200), (53, 0)], [modulator(0x058B, 48, 960, by: 0x10, transform: 2)])
    ]
    font.presets[0] = FontOwner(name: "p", bank: 128, program: 9, zones: [FontZone([(48, 5)]), FontZone([(41, 0)])])
    font.suffix = [[1]]
    let json = String(decoding: try encoder.encode(SoundFontReport(try readFont(font.bytes))), as: UTF8.self)
    for part in [
      #""format":"soundFont""#, #""version":"2.04""#,
      #""info":[{"tag":"ISNG","text":"EMU8000"},{"tag":"INAM","text":"Font"}]"#,
      #"{"bank":128,"global":{"generators":[{"amount":5,"code":48,"name":"initialAttenuation","text":"attenuation: 0.5 dB","unit":"decibels","value":0.5}],"keyHigh":127,"keyLow":0,"modulators":[],"velocityHigh":127,"velocityLow":0},"isDrum":true,"name":"p","number":1,"program":9,"zones":[{"generators":[],"instrument":0,"#,
      #"{"amount":-1200,"code":38,"name":"releaseVolEnv","text":"EG1 release: 500 ms","unit":"seconds","value":0.5}"#,
      #""keyHigh":2,"keyLow":1"#, #""sample":0,"velocityHigh":4,"velocityLow":3"#,
      #"{"amount":960,"amountSource":{"code":16,"name":"bendRange"},"amountSourceTransform":{"curve":"linear","isBipolar":false,"isInverted":false},"destination":{"code":48,"name":"initialAttenuation"},"isAbsolute":true,"source":{"code":1419,"name":"cc11"},"sourceTransform":{"curve":"concave","isBipolar":false,"isInverted":true},"text":"#,
      #"{"byteCount":128,"correctionCents":-3,"dataOffset":\#(try readFont(font.bytes).soundFont.sampleData.lowerBound),"end":64,"frameCount":64,"isCompressed":false,"isROM":false,"link":0,"loopEnd":56,"loopStart":8,"name":"s","number":1,"originalKey":60,"sampleRate":44100,"seconds":0.00145"#,
      #""side":1,"start":0,"type":1}"#, #""kind":"strayBytes""#, #""ignoredChunks":[]"#,
      #""sampleData":{"byteCount":256,"dataOffset":"#,
    ] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
  }
}
