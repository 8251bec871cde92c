// SPDX-License-Identifier: MIT
// What a control thread is told of channels, and what it can tell the next engine.

import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

/// An engine without instruments whose reports are taken in.
private struct ReportingEngine: ~Copyable {
  private var synthesizer: Synthesizer
  private let consumer: RingConsumer<ChannelReport>
  private(set) var reports: [ChannelReport] = (0..<32).map { ChannelReport(index: $0, after: .dls) }

  init() {
    let ends = RingEnds<ChannelReport>(capacity: 64)
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.layout.groupCount = 2
    configuration.hasEffects = false
    synthesizer = Synthesizer(configuration, tables: swap.reader, statistics: Statistics(), reports: ends.producer)
    consumer = ends.consumer
  }

  /// Takes messages and renders a block.
  mutating func play(_ messages: [[UInt8]], group: UInt16 = 1) {
    for message in messages {
      unsafe message.withUnsafeBytes { bytes in
        if message[0] == 0xF0 {
          unsafe synthesizer.putSystemExclusive(bytes, time: .zero, group: group)
        } else if let event = unsafe Event(message: bytes, time: .zero, group: group) {
          synthesizer.put(event)
        }
      }
    }
    var left = [Float](repeating: 0, count: 64)
    var right = left
    unsafe left.withUnsafeMutableBufferPointer { left in
      unsafe right.withUnsafeMutableBufferPointer { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let blocks = [unsafe StereoBlock(left: leftBase, right: rightBase, count: 64)]
        unsafe blocks.withUnsafeBufferPointer { unsafe synthesizer.render($0, time: .zero) }
      }
    }
    while let report = consumer.pop() { reports[Int(report.index)] = report }
  }
}

struct ChannelReportTests {
  @Test func `a change of a channel is reported with the next block`() {
    var engine = ReportingEngine()
    engine.play([[0xB3, 0, 5], [0xB3, 32, 6], [0xC3, 7], [0xB3, 7, 99], [0xE3, 1, 2]], group: 2)
    let report = engine.reports[16 + 3]
    #expect((report.bankMSB, report.bankLSB, report.program) == (5, 6, 7))
    #expect(report.controllers[7] == 99 && report.wheel == 1 | 2 << 7)
    #expect(engine.reports[3].program == 0, "the other group's channel is as it was")
  }

  @Test func `a channel that nothing has been said about needs no message`() {
    for dialect in [Dialect.dls, .gm1, .gm2, .gs, .xg] {
      for index in 0..<16 { #expect(ChannelReport(index: index, after: dialect).messages.isEmpty) }
    }
  }

  @Test(arguments: [Dialect.dls, .gm1, .gm2, .gs, .xg])
  func `the messages of a report bring another engine's channels to the same state`(dialect: Dialect) {
    var first = ReportingEngine()
    first.play([dialect.resetMessage], group: 2)
    var seed: UInt64 = 99
    func next(_ limit: UInt64) -> UInt8 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(seed >> 33 % limit)
    }
    for channel in 0..<16 as Range<UInt8> {
      var messages: [[UInt8]] = []
      for _ in 0..<60 { messages.append([0xB0 | channel, next(120), next(128)]) }
      messages.append([0xC0 | channel, next(128)])
      for number in ChannelReport.parameterNumbers {
        messages += [(101, 0), (100, number), (6, next(128)), (38, next(128))].map { [0xB0 | channel, $0.0, $0.1] }
      }
      messages += [[0xE0 | channel, next(128), next(128)], [0xD0 | channel, next(128)]]
      if channel % 3 == 0 { messages.append([0xB0 | channel, 126, 1]) }
      first.play(messages, group: 2)
    }
    var second = ReportingEngine()
    second.play([dialect.resetMessage], group: 2)
    for report in first.reports[16...] { second.play(report.messages, group: 2) }
    for index in 16..<32 {
      let (one, two) = (first.reports[index], second.reports[index])
      #expect(two.messages == one.messages && two.dialect == one.dialect && two.isDrums == one.isDrums)
      #expect((two.bankMSB, two.bankLSB, two.program) == (one.bankMSB, one.bankLSB, one.program))
      #expect((0..<4).allSatisfy { two.parameters[$0] == one.parameters[$0] })
      #expect((two.wheel, two.pressure, two.isMono) == (one.wheel, one.pressure, one.isMono))
      #expect(!one.messages.isEmpty)
    }
  }
}
