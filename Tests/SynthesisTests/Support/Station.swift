// SPDX-License-Identifier: MIT
// A synthesizer with its downloader. The test's own thread renders.

import Glibc
import MIDI
import Miniport
import Realtime

@testable import Synthesis

/// A synthesizer with its downloader, as the client has it.
final class Station {
  private var port: Port<Synthesizer>
  private var input: PortInput
  let downloader: Downloader
  let statistics = Statistics()
  private var time = FrameTime.zero

  /// `memoryLimit`: bytes of samples, for all banks together. `isOnDemand`: programs come in when they are chosen.
  init(memoryLimit: Int = 64 << 20, isOnDemand: Bool = false) {
    downloader = Downloader(sampleMemory: SampleMemory(limit: memoryLimit), isOnDemand: isOnDemand)
    port = Station.port(for: downloader, statistics)
    input = port.makeInput(source: 1)
  }

  private static func port(for downloader: Downloader, _ statistics: borrowing Statistics) -> Port<Synthesizer> {
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    let reports = RingEnds<ChannelReport>(capacity: 1)
    let choices = RingEnds<ChannelProgram>(capacity: 64)
    let synthesizer = Synthesizer(
      configuration, tables: swap.reader, statistics: statistics.another(), reports: reports.producer,
      choices: choices.producer)
    downloader.attach(
      swap.publisher, choices: choices.consumer, rate: configuration.rate,
      interpolation: configuration.interpolation)
    return Port(miniport: synthesizer, statistics: statistics)
  }

  /// Another engine in the place of the one at hand, which has stopped.
  func changeEngine() {
    downloader.detach(isStopped: true)
    port = Station.port(for: downloader, statistics)
    input = port.makeInput(source: 1)
    for _ in 0..<4000 where statistics.integer(.tableGeneration) == 0 || !isTableNew {
      _ = play([])
      usleep(500)
    }
  }

  private var isTableNew: Bool {
    defer { lastGeneration = statistics.integer(.tableGeneration) }
    return statistics.integer(.tableGeneration) > lastGeneration
  }
  private var lastGeneration: Int64 = 0

  /// Renders until an unload has ended, or for two seconds.
  func finish(_ unload: Unload) -> Unload.Outcome? {
    for _ in 0..<4000 where unload.result == nil {
      _ = play([])
      usleep(500)
    }
    return unload.result
  }

  /// Renders until a download has ended.
  func finish(_ download: Download) -> Download.Outcome? {
    for _ in 0..<4000 where download.outcome == nil {
      _ = play([])
      usleep(500)
    }
    return download.outcome
  }

  /// Renders until something holds, or for two seconds; whether it does.
  func wait(until isDone: () -> Bool) -> Bool {
    for _ in 0..<4000 where !isDone() {
      _ = play([])
      usleep(500)
    }
    return isDone()
  }

  /// Renders until the timeline is at a multiple of every grid that the engine works on.
  func align() { repeat { _ = play([]) } while time.frames % (480 * 128) != 0 }

  /// The level of the last of 480 frames, as the wave has it.
  func play(_ events: [Event]) -> Int {
    Int((Double(render(events)[479]) * 32_768 / 0.5.squareRoot()).rounded())
  }

  /// 480 frames of the left side; the events come at the first of them.
  func render(_ events: [Event]) -> [Float] {
    for event in events { input.push(Event(time: time, packed: event.packed, length: event.length)) }
    var left = [Float](repeating: 0, count: 480)
    var right = left
    unsafe left.withUnsafeMutableBufferPointer { left in
      unsafe right.withUnsafeMutableBufferPointer { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let blocks = [unsafe StereoBlock(left: leftBase, right: rightBase, count: 480)]
        unsafe blocks.withUnsafeBufferPointer { unsafe port.render($0, from: time) }
      }
    }
    time = time + 480
    return left
  }

  /// What program `number` sounds like.
  func level(ofProgram number: UInt8) -> Int {
    let level = play(Event.fullVolume() + [.program(0, number), .on(0)])
    _ = play([.control(0, 120, 0)])
    return level
  }
}
