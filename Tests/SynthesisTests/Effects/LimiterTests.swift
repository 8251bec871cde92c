// SPDX-License-Identifier: MIT
// The limiter: it lets pass what may pass, and nothing else. The test's own thread.

import Glibc
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct LimiterTests {
  /// Sound through a master section of its own, in blocks of these lengths in turn.
  private func limited(_ sound: Stereo, blocks: [Int] = [64], rate: UInt32 = 48_000) -> (Stereo, latency: Int) {
    var master = MasterSection(
      busCount: 1, busLimit: 1, gain: Decibels(0), hasLimiter: true, rate: SampleRate(hertz: rate))
    var out = sound
    var (done, number) = (0, 0)
    while done < sound.left.count {
      let count = min(blocks[number % blocks.count], sound.left.count - done)
      unsafe out.left.withUnsafeMutableBufferPointer { left in
        unsafe out.right.withUnsafeMutableBufferPointer { right in
          guard let l = left.baseAddress, let r = right.baseAddress else { return }
          let block = unsafe StereoBlock(left: l + done, right: r + done, count: count)
          _ = master.process(bus: 0, block, time: FrameTime(Int64(done)), isSilent: false)
        }
      }
      done += count
      number += 1
    }
    return (out, master.latencyFrames)
  }

  private func noise(_ amplitude: Float, _ count: Int = 20_000) -> Stereo {
    Stereo(
      left: EffectBench.noise(count, amplitude: amplitude),
      right: EffectBench.noise(count, amplitude: amplitude, seed: 2))
  }

  /// Rounds of 100 frames of noise at these amplitudes, one for each of two buses, through a section that joins the second to the
  /// first before round `joined`: what comes out of both together.
  private func joined(_ amplitudes: (Float, Float), at round: Int, rounds: Int = 30) -> [Float] {
    var master = MasterSection(
      busCount: 2, busLimit: 2, gain: Decibels(0), hasLimiter: true, rate: SampleRate(hertz: 48_000))
    let sounds = [noise(amplitudes.0, 100 * rounds).left, noise(amplitudes.1, 100 * rounds).right]
    var out: [Float] = []
    for number in 0..<rounds {
      if number == round {
        master.move(
          to: PortLayout(groupCount: 2, outputs: .stereo), from: PortLayout(groupCount: 2, outputs: .groups))
      }
      var parts = sounds.map { Array($0[100 * number..<100 * number + 100]) }
      if number >= round { parts = [zip(parts[0], parts[1]).map { $0 + $1 }] }
      for bus in parts.indices {
        var other = parts[bus]
        unsafe parts[bus].withUnsafeMutableBufferPointer { left in
          unsafe other.withUnsafeMutableBufferPointer { right in
            guard let l = left.baseAddress, let r = right.baseAddress else { return }
            let block = unsafe StereoBlock(left: l, right: r, count: 100)
            _ = master.process(bus: bus, block, time: FrameTime(Int64(100 * number)), isSilent: false)
          }
        }
      }
      out += parts.count == 1 ? parts[0] : zip(parts[0], parts[1]).map { $0 + $1 }
    }
    return out
  }

  @Test func `where one of two is silent the other goes on to the bit when they are joined`() {
    let alone = joined((0, 3), at: 30)
    let gone = joined((0, 3), at: 15)
    #expect(alone.contains { $0 > 0.9 })
    #expect(alone == gone)
  }

  @Test func `where both hold something down the sum is never over the ceiling once they are one`() {
    let out = joined((2, 3), at: 15)
    let greatest = out[1500...].map(\.magnitude).max() ?? 0
    #expect(greatest > 0.5 && greatest <= 0.966)
    let quiet = joined((0.2, 0.3), at: 15)
    #expect(quiet == joined((0.2, 0.3), at: 30), "what needs no limiter is not changed by a bit")
  }

  @Test(arguments: [8000, 22_050, 44_100, 48_000, 96_000, 192_000] as [UInt32])
  func `it looks ahead by no more than 1.5 ms`(rate: UInt32) {
    let latency = limited(noise(0.1), rate: rate).latency
    #expect(latency >= 1 && Double(latency) <= 0.0015 * Double(rate))
  }

  @Test(arguments: [[1], [64], [7, 1000, 3]])
  func `below its ceiling it changes no bit`(blocks: [Int]) {
    let sound = noise(0.966)
    let (out, latency) = limited(sound, blocks: blocks)
    let isSame =
      Array(out.left[latency...]) == Array(sound.left.dropLast(latency))
      && Array(out.right[latency...]) == Array(sound.right.dropLast(latency))
    #expect(isSame)
    let isEarlySilent = out.left[..<latency].allSatisfy { $0 == 0 }
    #expect(isEarlySilent)
  }

  @Test(arguments: [1, 1.01, 2, 4, 100] as [Float])
  func `nothing is ever over the ceiling`(amplitude: Float) {
    var sound = noise(amplitude)
    // Peaks from nothing, on one side and on both, and a square wave at the highest frequency.
    for frame in 5000..<6000 { sound.left[frame] = frame == 5500 ? 30 : 0 }
    for frame in 7000..<8000 { sound.right[frame] = frame % 2 == 0 ? amplitude : -amplitude }
    let (out, _) = limited(sound)
    let greatest = (out.left + out.right).map(\.magnitude).max() ?? 0
    #expect(greatest <= 0.966 && greatest > 0.9)
  }

  @Test func `both sides have one gain, which moves without a step and comes back`() {
    // A constant shows the gain itself: a peak of twice full scale in a level of one half.
    var sound = Stereo(left: [Float](repeating: 0.5, count: 48_000), right: [Float](repeating: 0.25, count: 48_000))
    sound.left[10_000] = 2
    let (out, latency) = limited(sound)
    let gain = out.left.indices.map { $0 == 10_000 + latency ? out.left[$0] / 2 : out.left[$0] / 0.5 }
    #expect(abs(gain[10_000 + latency] - 0.483) < 1e-4)
    for frame in latency..<48_000 where frame != 10_000 + latency {
      #expect(abs(out.right[frame] / 0.25 - gain[frame]) < 1e-6)
    }
    // 1.5 ms to fall by 0.517.
    #expect(Signal.greatestStep(gain[latency...]) < 0.0075)
    // A recovery of 50 ms to 1/e.
    #expect(abs((1 - gain[10_000 + 2400 + latency + 73]) / 0.517 - 0.368) < 0.02)
    #expect(gain[47_000] == 1)
    #expect(gain[9999] == 1)
  }

  @Test(arguments: [[1], [7], [64, 100], [4096]])
  func `where a block ends changes nothing`(blocks: [Int]) {
    var sound = noise(1.5)
    for frame in 8000..<14_000 { sound.left[frame] *= 0.1 }
    for frame in 8000..<14_000 { sound.right[frame] *= 0.1 }
    #expect(limited(sound, blocks: blocks).0 == limited(sound, blocks: [480]).0)
  }
}
