// SPDX-License-Identifier: MIT
// Files in memory are decoded as files on disk are. Test thread.

import AudioFile
import DLS
import Realtime
import Testing

struct CompressedSampleTests {
  let folder = TemporaryFolder()

  /// The bytes of a file that the writer makes.
  private func file(
    _ name: String, _ samples: [Float], as format: SampleFormat? = nil, channelCount: Int = 1
  ) throws -> [UInt8] {
    try writeFile(folder / name, samples, as: format, channelCount: channelCount)
    return folder.bytes(name)
  }

  private func sines(_ frameCount: Int, channelCount: Int = 1, peak: Double = 0.5) -> [Float] {
    Signal.sines(frameCount: frameCount, channelCount: channelCount, peak: peak)
  }

  @Test(arguments: ["a.flac", "a.wav"])
  func `16 bits come out as they went in`(name: String) throws {
    let samples = sines(10_007, peak: 0.99)
    let decoded = try CompressedSample.decode(try file(name, samples, as: .s16), frameLimit: 10_007)
    #expect(decoded.rate == Signal.rate)
    #expect(decoded.channelCount == 1)
    #expect(decoded.samples == .sixteen(samples.map { Int16(($0 * 32_768).rounded(.toNearestOrEven)) }))
  }

  @Test(arguments: ["a.flac", "a.wav"])
  func `24 bits come out whole, on the scale of 16`(name: String) throws {
    let samples = sines(5000)
    let decoded = try CompressedSample.decode(try file(name, samples, as: .s24), frameLimit: 5000)
    #expect(decoded.samples == .float(samples.map { ($0 * 0x1p23).rounded(.toNearestOrEven) * 0x1p-8 }))
  }

  @Test func `Vorbis comes out at its level and length`() throws {
    let samples = sines(20_001)
    let decoded = try CompressedSample.decode(try file("a.ogg", samples), frameLimit: 20_001)
    guard case .sixteen(let read) = decoded.samples else {
      Issue.record("Vorbis has 16 bits")
      return
    }
    #expect(read.count == 20_001)
    #expect(Signal.signalToNoiseDecibels(samples, read.map { Float($0) / 32_768 }) > 20)
  }

  @Test func `Vorbis that overshoots is held, not wrapped round`() throws {
    // A square wave at full scale, whose edges ring beyond it.
    let square = (0..<20_000).map { Float($0 / 50 % 2 == 0 ? 1 : -1) }
    let decoded = try CompressedSample.decode(try file("a.ogg", square), frameLimit: 20_000)
    guard case .sixteen(let read) = decoded.samples else {
      Issue.record("Vorbis has 16 bits")
      return
    }
    #expect(read.contains(.max) && read.contains(.min))
    let wrapped = zip(square, read).dropFirst(1000).dropLast(1000).filter { Float($0.1) * $0.0 < -16_384 }
    #expect(wrapped.isEmpty)
  }

  @Test(arguments: ["a.flac", "a.ogg"])
  func `of several channels the first is taken, and their number told`(name: String) throws {
    let samples = sines(3000, channelCount: 2)
    let decoded = try CompressedSample.decode(try file(name, samples, channelCount: 2), frameLimit: 3000)
    #expect(decoded.channelCount == 2)
    let first = Signal.channel(0, of: samples, channelCount: 2)
    let read: [Float] =
      switch decoded.samples {
      case .sixteen(let samples): samples.map { Float($0) / 32_768 }
      case .float(let samples): samples.map { $0 / 32_768 }
      }
    #expect(Signal.signalToNoiseDecibels(first, read) > 20)
  }

  @Test(arguments: ["a.flac", "a.ogg"])
  func `a file of more frames than the limit is refused`(name: String) throws {
    let bytes = try file(name, [Float](repeating: 0, count: 500_000))
    // Silence packs well: this is what a file does that is meant to fill the memory.
    #expect(bytes.count < 50_000)
    #expect(try CompressedSample.decode(bytes, frameLimit: 500_000).samples.count == 500_000)
    let error = #expect(throws: AudioFileError.self) { try CompressedSample.decode(bytes, frameLimit: 499_999) }
    #expect(error?.sentence == "it is too long (expected at most 499999 frames)")
  }

  @Test func `what is no sound has a sentence`() throws {
    func sentence(_ bytes: [UInt8]) -> String? {
      #expect(throws: AudioFileError.self) { try CompressedSample.decode(bytes, frameLimit: 1000) }?.sentence
    }
    #expect(sentence([])?.contains("found nothing") == true)
    #expect(sentence(Array("hello world".utf8))?.contains("found \"hell\"") == true)
    #expect(sentence([0, 1, 2, 0x41, 3])?.contains("found \"...A\"") == true)
    #expect(sentence(try file("empty.wav", [])) == "it holds no sound")
  }

  @Test(arguments: ["a.flac", "a.ogg"])
  func `a file that is cut or damaged anywhere decodes in part or is refused`(name: String) throws {
    let whole = try file(name, sines(8000))
    var generator = SystemRandomNumberGenerator()
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 150)) {
      var damaged = whole
      damaged[place] = UInt8.random(in: 0...255, using: &generator)
      for bytes in [Array(whole[..<place]), damaged] {
        do throws(AudioFileError) {
          #expect(try CompressedSample.decode(bytes, frameLimit: 10_000).samples.count <= 10_000)
        } catch {
          #expect(!error.sentence.isEmpty)
        }
      }
    }
  }

  @Test func `several are decoded at a time, each as if it were alone`() async throws {
    let files = try (0..<16).map { try file("\($0).\($0 % 2 == 0 ? "ogg" : "flac")", sines(4000 + 100 * $0)) }
    let alone = try files.map { try CompressedSample.decode($0, frameLimit: 10_000) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for round in 0..<64 {
        let number = round % files.count
        let (bytes, expected) = (files[number], alone[number])
        group.addTask { try CompressedSample.decode(bytes, frameLimit: 10_000) == expected }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}
