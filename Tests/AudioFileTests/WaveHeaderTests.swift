// SPDX-License-Identifier: MIT
// A WAV file grows beyond 4 GiB without changing its shape. Test thread.

import AudioFile
import Realtime
import Testing

struct WaveHeaderTests {
  static let rate = SampleRate(hertz: 48_000)

  /// The number at `offset`, lowest byte first.
  static func number(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64 {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func word(_ bytes: [UInt8], at offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
  }

  @Test(arguments: SampleFormat.allCases, [1, 2, 3])
  func `the header keeps its length whatever follows`(_ format: SampleFormat, channelCount: Int) {
    let header = WaveHeader(sampleFormat: format, rate: Self.rate, channelCount: channelCount)
    let lengths = [nil, 0, 1, 1 << 20, 1 << 40].map { header.bytes(frameCount: $0).count }
    #expect(Set(lengths).count == 1)
  }

  @Test func `below 4 GiB it is WAV, from there on RF64`() {
    let header = WaveHeader(sampleFormat: .s16, rate: Self.rate, channelCount: 2)
    let length = header.bytes(frameCount: 0).count
    let lastShort = (Int(UInt32.max) - 1 - (length - 8)) / 4
    let short = header.bytes(frameCount: lastShort)
    #expect(Self.word(short, at: 0) == "RIFF")
    #expect(Self.word(short, at: 12) == "JUNK")
    #expect(Self.number(short, at: 4, count: 4) == UInt64(length - 8 + 4 * lastShort))
    #expect(Self.number(short, at: length - 4, count: 4) == UInt64(4 * lastShort))

    let long = header.bytes(frameCount: lastShort + 1)
    #expect(Self.word(long, at: 0) == "RF64")
    #expect(Self.word(long, at: 12) == "ds64")
    #expect(Self.number(long, at: 4, count: 4) == UInt64(UInt32.max))
    #expect(Self.number(long, at: 20, count: 8) == UInt64(length - 8 + 4 * (lastShort + 1)))
    #expect(Self.number(long, at: 28, count: 8) == UInt64(4 * (lastShort + 1)))
    #expect(Self.number(long, at: 36, count: 8) == UInt64(lastShort + 1))
    #expect(Self.number(long, at: length - 4, count: 4) == UInt64(UInt32.max))
  }

  @Test(arguments: [(SampleFormat.s16, 1, 1), (.float, 2, 3), (.s24, 3, 0xFFFE)] as [(SampleFormat, Int, UInt64)])
  func `the format chunk is the plainest that will do`(_ format: SampleFormat, channelCount: Int, tag: UInt64) {
    let bytes = WaveHeader(sampleFormat: format, rate: Self.rate, channelCount: channelCount).bytes(frameCount: 1)
    #expect(Self.word(bytes, at: 48) == "fmt ")
    #expect(Self.number(bytes, at: 56, count: 2) == tag)
    #expect(Self.number(bytes, at: 58, count: 2) == UInt64(channelCount))
    #expect(Self.number(bytes, at: 60, count: 4) == 48_000)
  }

  @Test func `an odd number of bytes is followed by a zero`() throws {
    let folder = TemporaryFolder()
    try writeFile(folder / "a.wav", [0.5, 0.5, 0.5], as: .s24)
    let bytes = folder.bytes("a.wav")
    #expect(bytes.count % 2 == 0)
    #expect(Self.number(bytes, at: 4, count: 4) == UInt64(bytes.count - 8))
    #expect(try AudioFileReader.read(path: folder / "a.wav").channels == [[0.5, 0.5, 0.5]])
  }
}
