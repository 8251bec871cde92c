// SPDX-License-Identifier: MIT
// Collections that no file can hold are refused with a sentence. Any thread.

import DLS
import Testing

@Suite struct WritingRefusalTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sentence: String
    let plant: @Sendable (inout Collection) -> Void

    init(_ name: String, _ sentence: String, _ plant: @escaping @Sendable (inout Collection) -> Void) {
      (testDescription, self.sentence, self.plant) = (name, sentence, plant)
    }
  }

  static let faults = [
    Fault("no instrument", "there is no instrument to write") { $0.instruments = [] },
    Fault("version", "the version has 3 parts (expected 4)") { $0.version = [1, 2, 3] },
    Fault("bank", "ins 1: ulBank cannot be 128 (expected a bank in bits 0 to 6, 8 to 14 and 31)") {
      $0.instruments[0].address.bankLSB = 128
    },
    Fault("program", "ins 1: ulInstrument cannot be 200 (expected 0 to 127)") {
      $0.instruments[0].address.program = 200
    },
    Fault("keys", "ins 1/rgn2 1: RangeKey cannot be 128 (expected 0 to 127)") {
      $0.instruments[0].regions[0].keys = 0...128
    },
    Fault("velocities", "ins 1/rgn2 1: RangeVelocity cannot be 0 (expected 0 to 127)") {
      $0.instruments[0].regions[0].velocities = 0...0
    },
    Fault("cue", "ins 1/rgn2 1: cue 1 has no wave") { $0.instruments[0].regions[0].link.cue = 1 },
    Fault("nil wave", "ins 1/rgn2 1: cue 0 has no wave") { $0.waves[0] = nil },
    Fault("loop", "ins 1/rgn2 1: a loop of 8 frames from frame 1 does not fit a wave of 8") {
      $0.instruments[0].regions[0].sample?.loop?.start = 1
    },
    Fault("empty loop", "ins 1/rgn2 1: a loop of 0 frames from frame 0 does not fit a wave of 8") {
      $0.instruments[0].regions[0].sample?.loop?.length = 0
    },
    Fault("gain", "ins 1/rgn2 1: lGain cannot be 15728641 (expected -62914560 to 15728640 (-96 to 24 dB))") {
      $0.instruments[0].regions[0].sample?.gain = 15_728_641
    },
    Fault("unity note", "wave 1: usUnityNote cannot be 128 (expected 0 to 127)") {
      $0.waves[0]?.sample = SampleParameters()
      $0.waves[0]?.sample?.unityNote = 128
    },
    Fault("tuning", "wave 1: sFineTune cannot be 1201 (expected -1200 to 1200 cents)") {
      $0.waves[0]?.sample = SampleParameters()
      $0.waves[0]?.sample?.fineTune = 1201
    },
    Fault("rate", "wave 1: nSamplesPerSec cannot be 99 (expected 100 to 384000 Hz)") { $0.waves[0]?.sampleRate = 99 },
    Fault("channels", "wave 1: nChannels cannot be 3 (expected 1)") { $0.waves[0]?.channelCount = 3 },
    Fault("part of a frame", "wave 1: the sound has 15 bytes (expected whole frames of 2 bytes)") {
      $0.waves[0]?.data.removeLast()
    },
    Fault("no sound", "wave 1: the sound has 0 bytes (expected whole frames of 2 bytes)") { $0.waves[0]?.data = [] },
    Fault("short tag", "\"INA\" is no tag of a text (expected four characters in capitals)") {
      $0.info.entries = [Info.Entry(tag: "INA", text: "")]
    },
    Fault("small tag", "ins 1: \"INAm\" is no tag of a text (expected four characters in capitals)") {
      $0.instruments[0].info.entries = [Info.Entry(tag: "INAm", text: "")]
    },
    Fault("tag of a list", "\"LIST\" is no tag of a text (expected four characters in capitals)") {
      $0.info.entries = [Info.Entry(tag: "LIST", text: "abcd")]
    },
    Fault("NUL", "wave 1: the text INAM holds a NUL, where a reader takes it to end") {
      $0.waves[0]?.info.entries = [Info.Entry(tag: "INAM", text: "a\0b")]
    },
    Fault("long text", "ins 1/rgn2 1: the text ICMT has 65538 bytes (expected 65536 at most)") {
      let text = String(repeating: "名", count: 21_846)
      $0.instruments[0].regions[0].info.entries = [Info.Entry(tag: "ICMT", text: text)]
    },
  ]

  @Test(arguments: faults)
  func `what would not read back is refused`(fault: Fault) throws {
    var collection = try Collection.read(minimalFile).collection
    fault.plant(&collection)
    let error = #expect(throws: CollectionFileError.self) { try collection.written() }
    #expect(error?.description == fault.sentence)
  }

  @Test func `a file beyond 4 GiB is refused before it is made`() throws {
    var collection = try Collection.read(minimalFile).collection
    let sound = [UInt8](repeating: 0, count: 1 << 26)
    // Equal sounds of other rates: none of them shares another's place, and none is copied.
    collection.waves = (0..<63).map {
      Wave(format: .signed16, sampleRate: 8000 + $0, channelCount: 1, data: sound[...])
    }
    #expect(try CollectionFile(collection).byteCount == 63 * ((1 << 26) + 48) + 256)
    collection.waves.append(Wave(format: .signed16, sampleRate: 9000, channelCount: 1, data: sound[...]))
    let error = #expect(throws: CollectionFileError.self) { try CollectionFile(collection) }
    #expect(
      error?.description == "the file would have 4294970624 bytes (expected 4294967302 at most)",
      "\(String(describing: error))")
  }
}
