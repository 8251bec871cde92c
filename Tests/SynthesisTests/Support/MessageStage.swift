// SPDX-License-Identifier: MIT
// A synthesizer without a port: its state can be looked at. The test's own thread.

import MIDI
import Miniport
import Realtime

@testable import Synthesis

/// What messages leave behind in a synthesizer without instruments.
struct MessageStage: ~Copyable {
  var synthesizer: Synthesizer
  let statistics = Statistics()

  init(groupCount: Int = 1, spareGroupCount: Int = 0) {
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.layout.groupCount = groupCount
    configuration.spareGroupCount = spareGroupCount
    synthesizer = Synthesizer(configuration, tables: swap.reader, statistics: statistics.another())
  }

  mutating func put(_ events: [Event]) { for event in events { synthesizer.put(event) } }

  mutating func put(exclusive bytes: [UInt8], group: UInt16 = 1) {
    unsafe bytes.withUnsafeBytes { unsafe synthesizer.putSystemExclusive($0, time: .zero, group: group) }
  }

  /// A channel, counted from 0.
  func channel(_ index: Int) -> Channel { unsafe synthesizer.pool.channels[index] }

  var unknownMessages: UInt64 { statistics.value(of: .systemExclusiveUnknown) }
  var unknownParameters: UInt64 { statistics.value(of: .parametersUnknown) }
}

/// System Exclusive messages as bytes.
enum Exclusive {
  static let gm1: [UInt8] = [0xF0, 0x7E, 0x7F, 9, 1, 0xF7]
  static let gm2: [UInt8] = [0xF0, 0x7E, 0x7F, 9, 3, 0xF7]
  static let gs: [UInt8] = gs(0x40, 0x00, 0x7F, 0x00)
  static let xg: [UInt8] = [0xF0, 0x43, 0x10, 0x4C, 0, 0, 0x7E, 0, 0xF7]

  /// A GS message with its checksum.
  static func gs(_ content: UInt8...) -> [UInt8] {
    let sum = content.reduce(0) { ($0 + Int($1)) & 0x7F }
    return [0xF0, 0x41, 0x10, 0x42, 0x12] + content + [UInt8((128 - sum) & 0x7F), 0xF7]
  }

  static func xg(_ content: UInt8...) -> [UInt8] { [0xF0, 0x43, 0x10, 0x4C] + content + [0xF7] }

  /// Universal real-time, or non-real-time.
  static func universal(_ content: [UInt8], isRealTime: Bool = true) -> [UInt8] {
    [0xF0, isRealTime ? 0x7F : 0x7E, 0x7F] + content + [0xF7]
  }
}

extension Event {
  /// An unregistered parameter; `value`: 14 bits.
  static func unregistered(_ frame: Int, _ msb: UInt8, _ lsbs: [UInt8], _ value: Int, channel: UInt8 = 0) -> [Event] {
    var numbers: [(UInt8, UInt8)] = [(99, msb)]
    for lsb in lsbs { numbers.append((98, lsb)) }
    numbers.append((38, UInt8(value & 0x7F)))
    numbers.append((6, UInt8(value >> 7)))
    return numbers.map { control(frame, $0.0, $0.1, channel: channel) }
  }
}
