// SPDX-License-Identifier: MIT
// The tool's own bank. The test's own thread.

import DLS
import Realtime
import Synthesis
import Testing

@testable import Latency

struct ImpulseBankTests {
  private let rate = SampleRate(hertz: 44_100)

  @Test func `the DLS file reads back without a warning`() throws {
    let reading = try Collection.read(ImpulseBank.dls(rate: rate))
    #expect(reading.warnings.isEmpty && reading.collection.instruments.count == 2)
    #expect(reading.collection.waves.compactMap { $0?.sampleRate } == [44_100, 44_100])
  }

  @Test func `the SoundFont reads back without a warning`() throws {
    let reading = try SoundFont.read(ByteSource(ImpulseBank.soundFont(rate: rate)[...]))
    #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    #expect(reading.soundFont.presets.map(\.program) == [0, 1])
  }

  @Test func `it begins with its loudest sample`() {
    #expect(ImpulseBank.impulse.first == .max && ImpulseBank.impulse.last == 0)
    #expect(ImpulseBank.impulse.count { $0 != 0 } == ImpulseBank.plateauFrames)
  }
}
