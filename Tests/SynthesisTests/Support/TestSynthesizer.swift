// SPDX-License-Identifier: MIT
// A synthesizer behind its port, driven block by block. The test's own thread.

import DLS
import MIDI
@testable import Miniport
import Realtime
import VoiceState

@testable import Synthesis

/// A synthesizer whose instruments are there from the beginning, at 48 kHz, without effects unless asked for.
@safe final class TestSynthesizer {
  private var port: Port<Synthesizer>
  private let input: PortInput
  private let instruments: TestTable
  private let reports: RingConsumer<ChannelReport>
  private var busCount: Int { port.busCount }
  /// Counters and gauges.
  let statistics: Statistics
  /// The next frame to be rendered.
  private(set) var time = FrameTime.zero

  convenience init(_ source: TestBank, change: (inout Synthesizer.Configuration) -> Void = { _ in }) throws {
    var compiler = BankCompiler(source.collection)
    self.init(try compiler.compile(), change: change)
  }

  /// `reportCapacity`: channels that can be reported at once; with 1 nobody listens.
  init(
    _ bank: CompiledBank, change: (inout Synthesizer.Configuration) -> Void = { _ in }, reportCapacity: Int = 1
  ) {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    change(&configuration)
    instruments = TestTable(bank)
    let swap = TableSwapEnds<InstrumentTable>(initial: instruments.table)
    let statistics = Statistics()
    let ends = RingEnds<ChannelReport>(capacity: reportCapacity)
    reports = ends.consumer
    let synthesizer = Synthesizer(
      configuration, tables: swap.reader, statistics: statistics.another(), reports: ends.producer)
    for worker in synthesizer.makeWorkers() { _ = WorkerThread(name: "render worker") { worker.run() } }
    port = Port(
      miniport: synthesizer, busCount: configuration.layout.busCount, groupCount: configuration.allGroupCount,
      statistics: statistics, busLimit: configuration.busLimit)
    input = port.makeInput(source: 1)
    self.statistics = statistics
  }

  /// Renders `frames` frames of the first bus in blocks of `block`; the events' times count from the first of them.
  func render(_ events: [Event] = [], frames: Int, block: Int = 480) -> Stereo {
    renderBuses(events, frames: frames, block: block)[0]
  }

  /// The same for every bus.
  func renderBuses(_ events: [Event], frames: Int, block: Int = 480) -> [Stereo] {
    for event in events {
      var event = event
      event.time = event.time + Int(time.frames)
      input.push(event)
    }
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * block * busCount)
    defer { unsafe memory.deallocate() }
    unsafe memory.initialize(repeating: .nan, count: 2 * block * busCount)
    let buses = (0..<busCount).map { bus in
      let left = unsafe memory + 2 * block * bus
      return unsafe StereoBlock(left: left, right: left + block, count: block)
    }
    var out = [Stereo](repeating: Stereo(), count: busCount)
    var done = 0
    while done < frames {
      let blocks = buses.map { $0.part(from: 0, count: min(block, frames - done)) }
      unsafe blocks.withUnsafeBufferPointer { unsafe port.render($0, from: time) }
      for bus in 0..<busCount {
        unsafe out[bus].left += blocks[bus].leftSamples
        unsafe out[bus].right += blocks[bus].rightSamples
      }
      done += blocks[0].count
      time = time + blocks[0].count
    }
    return out
  }

  /// Other groups and buses from the next frame on.
  func setLayout(_ groupCount: Int, _ outputs: OutputLayout, _ effects: EffectsOutput = .mixed) {
    port.setLayout(PortLayout(groupCount: groupCount, outputs: outputs, effects: effects), time: time)
  }

  /// Circumstances change from the next frame on.
  func adapt(to circumstance: Circumstance) { port.adapt(to: circumstance, time: time) }

  /// Makes something of the first voice something that is not a number, as a filter that runs away would.
  func breakFirstVoice() { unsafe port.miniport.pool.groups[0].eg1Amplitude[0] = .nan }

  /// What has become of a channel; nil where none has changed since.
  func takeReport() -> ChannelReport? { reports.pop() }

  /// Another end of what is heard of channels.
  func makeActivity() -> ChannelActivity { port.miniport.activity.another() }

  /// The state of all voices.
  var voiceGroups: [VoiceGroup] {
    (0..<port.miniport.pool.groupCount).map { unsafe port.miniport.pool.groups[$0] }
  }

  /// Pushes a System Exclusive message, at a frame that counts from the next one.
  func exclusive(_ bytes: [UInt8], at frame: Int = 0, group: UInt16 = 1) {
    unsafe bytes.withUnsafeBytes { _ = unsafe input.pushSystemExclusive($0, time: time + frame, group: group) }
  }
}
