// SPDX-License-Identifier: MIT
// A synthesizer with a render worker that keeps a piece for as long as a test wants. The test's own threads.

import Glibc
import MIDI
import Realtime

@testable import Synthesis

/// Some two hundred held notes in blocks of 64 frames.
@safe final class LateStage {
  static let frames = 64
  // Safe because the test's thread alone has all of this; the worker's has its member.
  private var synthesizer: Synthesizer
  private let bank: CompiledBank
  private let entries: UnsafeMutableBufferPointer<ProgramEntry>
  private let memory: UnsafeMutablePointer<Float>
  private let permission = BlockingQueue<Bool>()
  private var worker: WorkerThread?
  let statistics = Statistics()
  private(set) var time = FrameTime.zero

  init() throws {
    var compiler = BankCompiler(BusyScript.bank.collection)
    bank = try compiler.compile()
    let sorted = bank.programs.values.sorted { $0.key < $1.key }
    unsafe entries = .allocate(capacity: sorted.count)
    _ = unsafe entries.initialize(from: sorted)
    let table = unsafe InstrumentTable(
      entries: UnsafePointer(entries.baseAddress), entryCount: sorted.count, generation: 1)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    configuration.renderThreads = 2
    configuration.leastSharedWork = 0
    let swap = TableSwapEnds<InstrumentTable>(initial: table)
    synthesizer = Synthesizer(configuration, tables: swap.reader, statistics: statistics.another())
    unsafe memory = .allocate(capacity: 2 * LateStage.frames)
    unsafe memory.initialize(repeating: 0, count: 2 * LateStage.frames)
    _ = render()
    for note in 0..<200 { put(Event(time: time, 0x90 | UInt8(note % 8), UInt8(32 + note / 8), 100)) }
  }

  deinit {
    letGo()
    unsafe entries.deallocate()
    unsafe memory.deallocate()
  }

  func put(_ event: Event) { synthesizer.put(event) }

  /// The left side of the next block.
  func render() -> [Float] {
    let block = unsafe StereoBlock(left: memory, right: memory + LateStage.frames, count: LateStage.frames)
    unsafe withUnsafePointer(to: block) {
      unsafe synthesizer.render(UnsafeBufferPointer(start: $0, count: 1), time: time)
    }
    time = time + LateStage.frames
    return unsafe Array(block.leftSamples)
  }

  /// Renders until a worker has taken a piece that it does not finish; the block in which that showed.
  func renderUntilLate() -> [Float] {
    let member = Box(synthesizer.pool.workers.makeMember())
    let permission = permission
    worker = WorkerThread(name: "late worker") {
      while member.value.take() == nil { sched_yield() }
      _ = permission.pop()
      member.value.finish()
    }
    var block: [Float] = []
    for _ in 0..<100_000 where statistics.value(of: .workersLate) == 0 { block = render() }
    return block
  }

  /// Lets the worker finish.
  func letGo() {
    permission.push(true)
    worker?.join()
  }

  private final class Box: @unchecked Sendable {
    // Safe because the worker's thread alone has it.
    let value: WorkMember
    init(_ value: consuming WorkMember) { self.value = value }
  }
}
