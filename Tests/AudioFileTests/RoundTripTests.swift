// SPDX-License-Identifier: MIT
// What is written can be read again. Test thread.

import AudioFile
import Realtime
import Testing

struct RoundTripTests {
  let folder = TemporaryFolder()

  /// A lossless way of storing samples, and half its step: the largest error that rounding to the nearest makes.
  struct Lossless: CustomTestStringConvertible {
    let name: String
    let format: SampleFormat
    let largestError: Float
    var testDescription: String { "\(name) \(format)" }
  }

  static let lossless = [
    Lossless(name: "a.wav", format: .float, largestError: 0),
    Lossless(name: "a.WAV", format: .s16, largestError: 0x1p-16),
    Lossless(name: "a.wav", format: .s24, largestError: 0x1p-24),
    Lossless(name: "a.flac", format: .s16, largestError: 0x1p-16),
    Lossless(name: "a.flac", format: .s24, largestError: 0x1p-24),
  ]

  @Test(arguments: lossless, [1, 2, 6])
  func `a lossless file gives back every sample`(_ way: Lossless, channelCount: Int) throws {
    let samples = Signal.sines(frameCount: 10_007, channelCount: channelCount, peak: 0.9)
    let summary = try writeFile(folder / way.name, samples, as: way.format, channelCount: channelCount)
    #expect(summary.frameCount == 10_007)
    #expect(summary.clippedSampleCount == 0)
    let contents = try AudioFileReader.read(path: folder / way.name)
    #expect(contents.rate == Signal.rate)
    #expect(contents.frameCount == 10_007)
    try #require(contents.channels.count == channelCount)
    for (channel, read) in contents.channels.enumerated() {
      let written = Signal.channel(channel, of: samples, channelCount: channelCount)
      let worst = zip(written, read).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst <= way.largestError)
      #expect(way.format == .float || worst > way.largestError / 2, "the file is more exact than its format")
    }
  }

  @Test func `Ogg Vorbis keeps a sine recognisable`() throws {
    let samples = Signal.sines(frameCount: 20_001, channelCount: 2)
    try writeFile(folder / "a.ogg", samples, channelCount: 2)
    let contents = try AudioFileReader.read(path: folder / "a.ogg")
    #expect(contents.frameCount == 20_001)
    try #require(contents.channels.count == 2)
    for (channel, read) in contents.channels.enumerated() {
      let written = Signal.channel(channel, of: samples, channelCount: 2)
      #expect(Signal.signalToNoiseDecibels(written, read) > 20)
    }
  }

  @Test func `raw samples are little-endian and have no header`() throws {
    try writeFile(folder / "a.raw", [1, -0.5], as: .float)
    #expect(folder.bytes("a.raw") == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF])
    try writeFile(folder / "b.raw", [0x1p-15, -0.5], as: .s16)
    #expect(folder.bytes("b.raw") == [1, 0, 0, 0xC0])
    try writeFile(folder / "c.raw", [0x1p-23, -0.5], as: .s24)
    #expect(folder.bytes("c.raw") == [1, 0, 0, 0, 0, 0xC0])
  }

  @Test func `float files keep what is louder than full scale`() throws {
    #expect(try writeFile(folder / "a.wav", [3, -1e30]).clippedSampleCount == 0)
    #expect(try AudioFileReader.read(path: folder / "a.wav").channels == [[3, -1e30]])
  }

  @Test func `an empty file is a file`() throws {
    try writeFile(folder / "a.wav", [])
    #expect(try AudioFileReader.read(path: folder / "a.wav").frameCount == 0)
  }
}
