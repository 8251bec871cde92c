// SPDX-License-Identifier: MIT
// What a synthesizer tells of the programs that its channels choose. The test's own thread renders.

import DLS
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ChoiceTests {
  /// A synthesizer whose ring holds two choices.
  private struct Stage: ~Copyable {
    var synthesizer: Synthesizer
    let choices: RingConsumer<ChannelProgram>
    private let swap: TablePublisher<InstrumentTable>

    init() {
      let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
      let reports = RingEnds<ChannelReport>(capacity: 1)
      let ring = RingEnds<ChannelProgram>(capacity: 2)
      synthesizer = Synthesizer(
        Synthesizer.Configuration(rate: SampleRate(hertz: 48_000)), tables: swap.reader, statistics: Statistics(),
        reports: reports.producer, choices: ring.producer)
      self.swap = swap.publisher
      choices = ring.consumer
    }

    /// What is told after each of several blocks.
    mutating func told(blocks: Int) -> [ChannelProgram] {
      var told: [ChannelProgram] = []
      for _ in 0..<blocks {
        synthesizer.announcePrograms()
        while let choice = choices.pop() { told.append(choice) }
      }
      return told
    }
  }

  @Test func `every channel is told of, however small the ring, and the last choice of each counts`() {
    var stage = Stage()
    #expect(stage.told(blocks: 8).map(\.index).sorted() == (0..<16).map { $0 })
    for program in [3, 4, 5] as [UInt8] {
      for channel in 0..<16 as Range<UInt8> { stage.synthesizer.put(.program(0, program, channel: channel)) }
    }
    let told = stage.told(blocks: 8)
    #expect(told.map(\.index).sorted() == (0..<16).map { $0 } && told.allSatisfy { $0.program == 5 })
    #expect(stage.told(blocks: 1).isEmpty)
  }

  @Test(arguments: [Exclusive.gs(0x40, 0x12, 0x15, 1), Exclusive.xg(8, 1, 7, 1), Exclusive.gm2])
  func `a part that becomes drums, and a reset, are choices`(message: [UInt8]) {
    var stage = Stage()
    _ = stage.told(blocks: 8)
    unsafe message.withUnsafeBytes { unsafe stage.synthesizer.putSystemExclusive($0, time: .zero, group: 1) }
    #expect(stage.told(blocks: 8).contains { $0.index == 1 })
  }

  @Test func `a program of a SoundFont that is compiled alone has its own samples alone`() throws {
    var bank = TestSoundFont()
    for program in 0..<3 as Range<UInt16> {
      let sample = bank.add(sample: [Int16](repeating: 100 * Int16(program + 1), count: 1000), loop: 0..<1000)
      bank.add([.make(target: sample)], program: program)
    }
    let silent = bank.add(sample: [])
    bank.add([.make(target: silent)], program: 9)
    var compiler = bank.compiler
    let names = try compiler.namesOfPlayable()
    #expect(names.keys.sorted() == [0, 1, 2])
    let whole = try bank.compiled()
    let alone = try compiler.compile(only: 1)
    #expect(Array(alone.programs.keys) == [1])
    #expect(alone.waveCount == 1 && alone.regionCount == 1 && alone.arena.byteCount * 3 == whole.arena.byteCount)
    #expect(try compiler.compile(only: 9).programs.isEmpty)
  }
}
