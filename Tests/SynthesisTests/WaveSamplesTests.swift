// SPDX-License-Identifier: MIT
// Decoding waves: every coding at its full level, channels apart. Any thread.

import DLS
import Testing

@testable import Synthesis

private func wave(_ format: Wave.Format, channels: Int = 1, _ bytes: [UInt8]) -> Wave {
  Wave(format: format, sampleRate: 8000, channelCount: channels, data: ([1, 2, 3] + bytes)[3...])
}

/// Lowest byte first.
private func bytes<Number: FixedWidthInteger>(_ number: Number, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

@Suite struct WaveSamplesTests {
  @Test func `eight bits keep their level`() {
    #expect(wave(.unsigned8, [0, 128, 255, 64]).decoded(channel: 0) == .sixteen([-32_768, 0, 32_512, -16_384]))
  }

  @Test func `sixteen bits are what they are`() {
    #expect(wave(.signed16, [0, 0x80, 0xFF, 0x7F, 0xFF, 0xFF]).decoded(channel: 0) == .sixteen([.min, .max, -1]))
  }

  @Test func `twenty-four and thirty-two bits come on the scale of sixteen, with their fractions`() {
    let three = [-8_388_608, 8_388_607, 128, -1].flatMap { bytes($0, 3) }
    #expect(wave(.signed24, three).decoded(channel: 0) == .float([-32_768, 32_767.996_093_75, 0.5, -0.003_906_25]))
    let four = [Int32.min, 0x4000_0000, 0x8000].flatMap { bytes($0, 4) }
    #expect(wave(.signed32, four).decoded(channel: 0) == .float([-32_768, 16_384, 0.5]))
  }

  @Test func `floating point has full scale at 1, and no number is silence`() {
    let values: [Float] = [1, -1, 0.5, .nan, .infinity, -.infinity, 1e30, -20]
    let expected: [Float] = [32_768, -32_768, 16_384, 0, 0, 0, 524_288, -524_288]
    #expect(wave(.float32, values.flatMap { bytes($0.bitPattern, 4) }).decoded(channel: 0) == .float(expected))
    let doubles = values.map { Double($0) }.flatMap { bytes($0.bitPattern, 8) }
    #expect(wave(.float64, doubles).decoded(channel: 0) == .float(expected))
  }

  /// Values of ITU-T G.711's tables, on the scale of sixteen bits.
  @Test(arguments: [
    (0xD5, 8), (0x55, -8), (0xAA, 32_256), (0x2A, -32_256), (0xD4, 24), (0x80, 5504), (0x00, -5504),
  ])
  func `A-law is that of the standard`(byte: UInt8, sample: Int16) {
    #expect(wave(.aLaw, [byte]).decoded(channel: 0) == .sixteen([sample]))
  }

  @Test(arguments: [(0xFF, 0), (0x7F, 0), (0x80, 32_124), (0x00, -32_124), (0xFE, 8), (0x7E, -8), (0xEF, 132)])
  func `µ-law is that of the standard`(byte: UInt8, sample: Int16) {
    #expect(wave(.muLaw, [byte]).decoded(channel: 0) == .sixteen([sample]))
  }

  @Test(arguments: [Wave.Format.aLaw, .muLaw])
  func `the halves of a telephone coding mirror each other and grow`(format: Wave.Format) {
    guard case .sixteen(let samples) = wave(format, Array(0...255)).decoded(channel: 0) else {
      Issue.record("not sixteen bits")
      return
    }
    for byte in 0..<128 { #expect(samples[byte] == -samples[byte + 128]) }
    #expect(Set(samples.map { $0.magnitude }).count == 128)
    let mask = format == .aLaw ? 0x55 : 0x7F
    let growing = (0..<128).map { samples[0x80 | ($0 ^ mask)] }
    #expect(growing == growing.sorted())
  }

  @Test(arguments: Wave.Format.allCases)
  func `two channels are kept apart`(format: Wave.Format) {
    let width = format.bytesPerSample
    let frames = (0..<2 * width * 5).map { UInt8($0 * 5 & 0x3F) }
    func alone(_ channel: Int) -> [UInt8] {
      (0..<5).flatMap { frame in frames[(2 * frame + channel) * width..<(2 * frame + channel + 1) * width] }
    }
    let stereo = wave(format, channels: 2, frames)
    for channel in 0...1 {
      #expect(stereo.decoded(channel: channel) == wave(format, alone(channel)).decoded(channel: 0))
      #expect(stereo.decoded(channel: channel).count == 5)
    }
    #expect(stereo.decoded(channel: 0) != stereo.decoded(channel: 1))
  }
}
