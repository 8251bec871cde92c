// SPDX-License-Identifier: MIT
// Rendering on several threads: the same bits, and no wait for one that is late. The test's own threads.

import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct RenderWorkerTests {
  /// Every stretch with more than one share is rendered by all threads, however short it is.
  private static func render(threads: Int, block: Int, hasEffects: Bool) throws -> Stereo {
    let synthesizer = try TestSynthesizer(BusyScript.bank) {
      $0.voiceLimit = 200
      $0.hasEffects = hasEffects
      $0.renderThreads = threads
      $0.leastSharedWork = 0
      $0.isOffline = true
    }
    return synthesizer.render(crowd + BusyScript.events, frames: BusyScript.frames, block: block)
  }

  /// Notes on every channel of the script, so that there are several shares.
  private static let crowd: [Event] = (0..<120).map { note in
    let channel = UInt8([0, 1, 2, 3, 9, 12][note % 6])
    return Event(time: FrameTime(Int64(note * 97)), 0x90 | channel, UInt8(30 + note % 60), 90)
  }

  @Test(arguments: [2, 3, 5], [false, true])
  func `any number of threads gives the same bits`(threads: Int, hasEffects: Bool) throws {
    let expected = try RenderWorkerTests.render(threads: 1, block: 64, hasEffects: hasEffects)
    #expect(expected.left.contains { $0 != 0 })
    for block in [37, 64, 1000] {
      let sound = try RenderWorkerTests.render(threads: threads, block: block, hasEffects: hasEffects)
      let difference = zip(expected.bits, sound.bits).enumerated().first { $0.element.0 != $0.element.1 }
      #expect(difference == nil, "first at \(difference?.offset ?? -1), blocks of \(block)")
    }
  }

  @Test func `outputs of their own do too`() throws {
    func render(threads: Int) throws -> [Stereo] {
      let synthesizer = try TestSynthesizer(BusyScript.bank) {
        $0.layout.groupCount = 3
        $0.layout.outputs = .groups
        $0.voiceLimit = 200
        $0.renderThreads = threads
        $0.leastSharedWork = 0
        $0.isOffline = true
      }
      let events = RenderWorkerTests.crowd.enumerated().map { number, event in
        var event = event
        event.group = UInt16(1 + number % 3)
        return event
      }
      return synthesizer.renderBuses(events, frames: 20_000)
    }
    let (one, three) = (try render(threads: 1), try render(threads: 3))
    #expect(one.count == 3 && one.allSatisfy { $0.left.contains { $0 != 0 } })
    for (expected, sound) in zip(one, three) {
      let isSame = expected == sound
      #expect(isSame)
    }
  }

  @Test func `a worker that is late costs silence, counted, and no message`() throws {
    let stage = try LateStage()
    var blocks: [[Float]] = []
    for _ in 0..<50 { blocks.append(stage.render()) }
    #expect(blocks.contains { block in block.contains { $0 != 0 } })
    _ = stage.renderUntilLate()
    for channel in 0..<8 { stage.put(Event(time: stage.time, 0xB0 | UInt8(channel), 120, 0)) }
    // The limiter still gives what it has held back: 72 frames.
    _ = stage.render()
    #expect(stage.render().allSatisfy { $0 == 0 })
    #expect(stage.statistics.value(of: .workersLate) == 3)
    let before = stage.blockMemory
    stage.letGo()
    #expect(stage.blockMemory == before, "a late worker has written to a buffer that was given back")
    // All sound off has been kept: after its fade no voice is left.
    for _ in 0..<4 { _ = stage.render() }
    #expect(stage.statistics.value(of: .workersLate) == 3)
    #expect(stage.statistics.value(of: .eventsLate) == 8)
    #expect(stage.statistics.integer(.voicesSounding) == 0)
  }

  @Test func `while the server freewheels a late worker is waited for, and no longer`() throws {
    let stage = try LateStage()
    for _ in 0..<50 { _ = stage.render() }
    stage.adapt(to: .freewheel(true))
    stage.renderWithDelay()
    #expect(stage.statistics.value(of: .workersLate) == 0)
    stage.letGo()
    let next = try LateStage()
    next.adapt(to: .freewheel(true))
    next.adapt(to: .freewheel(false))
    _ = next.renderUntilLate()
    #expect(next.statistics.value(of: .workersLate) > 0)
  }

  @Test func `messages beyond what can be kept are counted, and no note hangs`() throws {
    let stage = try LateStage()
    for channel in 0..<8 {
      for pedal: UInt8 in [64, 66] { stage.put(Event(time: stage.time, 0xB0 | UInt8(channel), pedal, 127)) }
    }
    _ = stage.renderUntilLate()
    for number in 0..<PostponedEvents.capacity { stage.put(Event(time: stage.time, 0xB0, 1, UInt8(number % 128))) }
    for channel in 0..<8 {
      for pedal: UInt8 in [64, 66] { stage.put(Event(time: stage.time, 0xB0 | UInt8(channel), pedal, 0)) }
      stage.put(Event(time: stage.time, 0xB0 | UInt8(channel), 123, 0))
    }
    #expect(stage.statistics.value(of: .eventsLost) == 24)
    #expect(stage.statistics.value(of: .noteOffsLost) == 24)
    stage.letGo()
    for _ in 0..<3000 { _ = stage.render() }
    #expect(stage.statistics.integer(.voicesSounding) == 0)
  }
}
