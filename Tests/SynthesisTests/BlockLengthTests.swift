// SPDX-License-Identifier: MIT
// The length of a block changes no bit of what is heard. The test's own thread.

import DLS
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct BlockLengthTests {
  @Test(arguments: [1, 7, 16, 480, 1000, 8192], [false, true])
  func `blocks of any length give the same bits`(block: Int, hasEffects: Bool) throws {
    let expected = try BusyScript.render(block: 64, hasEffects: hasEffects)
    let sound = try BusyScript.render(block: block, hasEffects: hasEffects)
    let difference = zip(expected.bits, sound.bits).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(difference == nil, "first at \(difference?.offset ?? -1)")
    #expect(sound.left.count == BusyScript.frames)
  }

  @Test(arguments: Interpolation.allCases)
  func `every interpolation does`(interpolation: Interpolation) throws {
    let expected = try BusyScript.render(block: 1000, interpolation: interpolation)
    let sound = try BusyScript.render(block: 37, interpolation: interpolation)
    #expect(expected == sound)
  }

  @Test(arguments: KernelSet.allCases.filter { $0 == .baseline || $0 == .best })
  func `every build of the kernels does`(kernelSet: KernelSet) throws {
    let expected = try BusyScript.render(block: 1000, kernelSet: kernelSet)
    let sound = try BusyScript.render(block: 37, kernelSet: kernelSet)
    #expect(expected == sound)
  }

  @Test func `the script reaches what it is meant to reach`() throws {
    let synthesizer = try TestSynthesizer(BusyScript.bank) { $0.voiceLimit = BusyScript.voiceLimit }
    let sound = synthesizer.render(BusyScript.events, frames: BusyScript.frames)
    #expect(synthesizer.statistics.value(of: .voicesStolen) > 10)
    #expect(synthesizer.statistics.value(of: .voicesStarted) > 150)
    #expect(synthesizer.statistics.value(of: .eventsLost) == 0)
    #expect(sound.left.filter { $0 != 0 }.count > BusyScript.frames / 2)
    // What is heard is no simple repetition: both sides differ.
    #expect(sound.left != sound.right)
  }
}
