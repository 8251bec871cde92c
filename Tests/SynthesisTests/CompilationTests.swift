// SPDX-License-Identifier: MIT
// How waves and programs lie in memory. The test's own thread.

import DLS
import Testing
import VoiceState

@testable import Synthesis

struct WaveLayoutTests {
  private static let cases: [(Int, Int, Int)] = [
    (100, 20, 30), (100, 0, 100), (100, 99, 1), (100, 50, 5), (100, 0, 64), (3, 1, 2), (1, 0, 1), (500, 100, 200),
  ]

  @Test(arguments: cases, [SampleParameters.Loop.Kind.forward, .untilRelease])
  func `a loop goes on in memory past where the reader turns back`(
    shape: (Int, Int, Int), kind: SampleParameters.Loop.Kind
  ) {
    let (count, start, length) = shape
    let samples = (0..<count).map { Int16($0 + 1) }
    let layout = WaveLayout(
      cue: 0, frameCount: count,
      loop: SampleParameters.Loop(kind: kind, start: UInt32(start), length: UInt32(length)))
    let memory = UnsafeMutablePointer<Int16>.allocate(capacity: layout.storedFrameCount + 2)
    defer { unsafe memory.deallocate() }
    unsafe memory.initialize(repeating: 0, count: layout.storedFrameCount + 2)
    unsafe memory[0] = 77
    unsafe memory[layout.storedFrameCount + 1] = 77
    let wave = unsafe layout.store(at: memory + 1) { out in
      for index in out.indices { unsafe out[index] = samples[index] }
    }
    // Nothing outside of what was asked for is touched.
    #expect(unsafe memory[0] == 77 && memory[layout.storedFrameCount + 1] == 77)
    #expect(layout.storedLoopLength >= 64 && layout.storedLoopLength % length == 0)
    #expect(wave.loopLengthQ32 == UInt64(layout.storedLoopLength) << 32)
    let guardFrames = VoiceLayout.guardFrames
    let wrong = (-guardFrames..<(layout.end + guardFrames)).filter { frame in
      let expected = frame < 0 ? 0 : frame < start + length ? frame + 1 : start + (frame - start) % length + 1
      return unsafe memory[1 + guardFrames + frame] != Int16(expected)
    }
    #expect(wrong.isEmpty)
    guard kind == .untilRelease else { return #expect(wave.tailStartQ32 == 0) }
    let tail = Int(wave.tailStartQ32 >> 32) - start
    #expect(Int(wave.tailEndQ32 >> 32) == tail + count)
    let lost = (0..<count).filter { frame in unsafe memory[1 + guardFrames + tail + frame] != samples[frame] }
    #expect(lost.isEmpty)
    #expect(layout.storedFrameCount >= guardFrames + tail + count + guardFrames)
  }

  @Test func `a wave without loop ends in silence`() {
    let layout = WaveLayout(cue: 0, frameCount: 10, loop: nil)
    #expect(
      layout.end == 10 && layout.storedLoopLength == 0 && layout.storedFrameCount >= 10 + 2 * VoiceLayout.guardFrames)
    let memory = UnsafeMutablePointer<Int16>.allocate(capacity: layout.storedFrameCount)
    defer { unsafe memory.deallocate() }
    unsafe memory.initialize(repeating: 0, count: layout.storedFrameCount)
    let wave = unsafe layout.store(at: memory) { out in
      for index in out.indices { unsafe out[index] = Int16(index + 1) }
    }
    let stored = (0..<layout.storedFrameCount).map { unsafe memory[$0] }
    #expect(stored[8..<18].elementsEqual((1...10).map { Int16($0) }))
    #expect(stored[..<8].allSatisfy { $0 == 0 } && stored[18...].allSatisfy { $0 == 0 })
    #expect(wave.endQ32 == 10 << 32 && wave.loopLengthQ32 == 0)
  }

  @Test(
    arguments: [(10, 5, 10, 5), (10, 10, 3, 0), (10, 99, 3, 0), (10, 3, 0, 0), (10, 0, UInt32.max, 10)]
      as [(Int, UInt32, UInt32, Int)])
  func `a loop is clamped to its wave`(count: Int, start: UInt32, length: UInt32, expected: Int) {
    let layout = WaveLayout(
      cue: 0, frameCount: count, loop: SampleParameters.Loop(kind: .untilRelease, start: start, length: length))
    #expect(layout.loopLength == expected)
    #expect(layout.leavesLoop == (expected > 0))
  }
}

struct BankCompilerTests {
  @Test func `a region without a wave is left out`() throws {
    var bank = TestBank()
    let good = bank.add(wave: [1, 2, 3])
    let empty = bank.add(wave: [])
    bank.collection.waves.append(nil)
    bank.add([Region(wave: good), Region(wave: empty), Region(wave: 2), Region(wave: 77)])
    var compiler = BankCompiler(bank.collection)
    let compiled = try compiler.compile()
    #expect(compiled.programs.values.map(\.regionCount) == [1])
  }

  @Test func `a program without a region that plays does not hide another bank's`() throws {
    var bank = TestBank()
    bank.collection.waves.append(nil)
    bank.add([Region(wave: 0)])
    bank.add([], program: 1)
    var compiler = BankCompiler(bank.collection)
    #expect(try compiler.compile().programs.isEmpty)
  }

  @Test func `an empty collection is a bank of nothing`() throws {
    var compiler = BankCompiler(Collection())
    #expect(try compiler.compile().programs.isEmpty)
  }

  @Test func `a wave used with two loops is stored twice, with one of them once`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 5, count: 4000))
    bank.add([Region(wave: wave), Region(wave: wave), Region(wave: wave, loop: 0...99)])
    var compiler = BankCompiler(bank.collection)
    let compiled = try compiler.compile()
    let entry = try #require(compiled.programs.values.first)
    let starts = (0..<3).map { index in
      guard case .int16(let frames) = unsafe entry.regions[index].wave?.pointee.frames else { return UInt(0) }
      return UInt(bitPattern: frames)
    }
    #expect(starts[0] == starts[1] && starts[0] != starts[2])
  }

  @Test func `a file cannot ask for far more memory than it has sound`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 5, count: 100_000))
    bank.add((0..<200).map { Region(wave: wave, loop: 0...(1000 + $0)) }, program: 0)
    bank.collection.instruments[0].regions += (0..<100).map { Region(wave: wave, loop: 1...(90_000 + $0)) }
    var compiler = BankCompiler(bank.collection)
    #expect(throws: BankFault.self) { _ = try compiler.compile() }
  }

  @Test func `a file cannot decide how long a note takes to begin`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 5, count: 100))
    let flood = (0..<5000).map { number in
      Connection(
        source: 0x80 + UInt16(number % 128), control: 0x80 + UInt16(number / 128), destination: 0x003, transform: 0,
        scale: 65_536)
    }
    var region = Region(wave: wave)
    region.articulation = flood
    bank.add([region])
    var compiler = BankCompiler(bank.collection)
    let compiled = try compiler.compile()
    let entry = try #require(compiled.programs.values.first)
    #expect(unsafe entry.regions[0].articulation.pointee.liveLinkCount == CompiledArticulation.Links.limit)
    #expect(compiler.omittedConnectionCount >= 5000 - CompiledArticulation.Links.limit)
  }
}
