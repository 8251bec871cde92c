// SPDX-License-Identifier: MIT
// The engine's own elementary functions against the C library's. The test's own thread.

import DLS
import Glibc
import Realtime
import Testing

@testable import Synthesis

struct RealtimeMathTests {
  @Test func `powers of two`() {
    var greatest = 0.0
    for step in -99_000...99_000 {
      let x = Double(step) * 0.0101
      greatest = max(greatest, abs(RealtimeMath.exp2(x) / exp2(x) - 1))
    }
    #expect(greatest < 1e-12)
    #expect(RealtimeMath.exp2(0) == 1 && RealtimeMath.exp2(10) == 1024)
    #expect(RealtimeMath.exp2(-.infinity) == 0 && RealtimeMath.exp2(-5000) == 0)
    #expect(RealtimeMath.exp2(.infinity) == RealtimeMath.exp2(1000) && RealtimeMath.exp2(1000).isFinite)
  }

  @Test func `logarithms`() {
    var greatest = 0.0
    for step in -90_000...90_000 {
      let x = exp2(Double(step) * 0.0101)
      greatest = max(greatest, abs(RealtimeMath.log2(x) - log2(x)))
    }
    for step in 1...20_000 {
      let x = Double(step) * 0.000_1
      greatest = max(greatest, abs(RealtimeMath.log2(x) - log2(x)))
    }
    #expect(greatest < 1e-11)
    #expect(RealtimeMath.log2(1) == 0 && RealtimeMath.log2(0) == -.infinity && RealtimeMath.log2(-3) == -.infinity)
  }

  @Test func `units`() {
    #expect(abs(RealtimeMath.seconds(ofTimeCents: -1200) - 0.5) < 1e-12)
    #expect(abs(RealtimeMath.seconds(ofTimeCents: -7270.672) - 0.015) < 1e-7)
    #expect(RealtimeMath.seconds(ofTimeCents: -.infinity) == 0)
    #expect(RealtimeMath.seconds(ofTimeCents: .infinity).isFinite)
    #expect(abs(RealtimeMath.hertz(ofAbsoluteCents: -851.318) - 5) < 1e-5)
    #expect(abs(RealtimeMath.hertz(ofAbsoluteCents: 11_921) - 7998.57) < 0.01)
    #expect(abs(RealtimeMath.amplitude(ofDecibels: -6.0206) - 0.5) < 1e-6)
    #expect(abs(RealtimeMath.decibels(ofAmplitude: 0.5) - -6.0206) < 1e-4)
    #expect(abs(RealtimeMath.squareRoot(2) - 2.0.squareRoot()) < 1e-12 && RealtimeMath.squareRoot(-1) == 0)
  }
}

struct LevelRampTests {
  @Test func `a ramp is a straight line and then at rest`() {
    var ramp = LevelRamp(0.25)
    #expect(ramp.value(at: FrameTime(5)) == 0.25 && !ramp.isMoving(at: FrameTime(0)))
    ramp.aim(at: 0.75, from: FrameTime(100), frames: 50)
    #expect(ramp.value(at: FrameTime(100)) == 0.25 && ramp.value(at: FrameTime(125)) == 0.5)
    #expect(ramp.isMoving(at: FrameTime(149)) && !ramp.isMoving(at: FrameTime(150)))
    #expect(ramp.value(at: FrameTime(150)) == 0.75 && ramp.value(at: FrameTime(9000)) == 0.75)
  }

  @Test func `a new target is headed for from wherever it is`() {
    var ramp = LevelRamp(0)
    ramp.aim(at: 1, from: FrameTime(0), frames: 100)
    ramp.aim(at: 0, from: FrameTime(50), frames: 100)
    #expect(ramp.value(at: FrameTime(50)) == 0.5 && ramp.value(at: FrameTime(100)) == 0.25)
    ramp.aim(at: 1, from: FrameTime(120), frames: 0)
    #expect(ramp.value(at: FrameTime(120)) == 1)
  }
}

struct ControllerCurveTests {
  private static let values: [(UInt16, Double, Double)] = [
    // Curve, input of 127, value (`dls.md` 9.2): convex, concave.
    (0x02, 32, 0.7506), (0x02, 64, 0.8760), (0x02, 96, 0.9494), (0x01, 32, 0.0525), (0x01, 64, 0.1269),
    (0x01, 96, 0.2552), (0x01, 127, 1), (0x02, 0, 0), (0x02, 127, 1), (0x01, 0, 0),
    // Linear, bipolar, inverted; switch.
    (0x00, 64, 0.5), (0x10, 64, 0), (0x10, 0, -1), (0x20, 127, 0), (0x20, 0, 127.0 / 128), (0x03, 63, 0),
    (0x03, 64, 1), (0x13, 63, -1), (0x13, 64, 1),
    // Inverted concave times −96 dB is 40·log10(x/127).
    (0x21, 64, 11.9049 / 96), (0x21, 100, 4.1524 / 96), (0x21, 1, 84.152 / 96), (0x21, 0, 1),
  ]

  @Test(arguments: values)
  func `curves have the specification's values`(bits: UInt16, input: Double, value: Double) {
    #expect(abs(ControllerCurve(bits: bits).value(input, greatest: 127, range: 128) - value) < 1e-4)
  }

  @Test func `source and control are taken from their own bits`() {
    #expect(ControllerCurve.source(0x8400).bits == 0x21 && ControllerCurve.control(0x8400).bits == 0)
    #expect(ControllerCurve.source(0x4000).bits == 0x10 && ControllerCurve.control(0x0310).bits == 0x31)
  }
}
