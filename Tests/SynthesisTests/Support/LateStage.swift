// SPDX-License-Identifier: MIT
// A synthesizer with a render worker that keeps a piece for as long as a test wants. The test's own threads.

import Glibc
import MIDI
import Miniport
import Realtime
import VoiceState

@testable import Synthesis

/// Some two hundred held notes, with effects, in blocks of 64 frames.
@safe final class LateStage {
  static let frames = 64
  // Safe because the test's thread alone has all of this; the worker's has its member.
  private var synthesizer: Synthesizer
  private let instruments: TestTable
  private let memory: UnsafeMutablePointer<Float>
  private let permission = BlockingQueue<Bool>()
  private var worker: WorkerThread?
  let statistics = Statistics()
  private(set) var time = FrameTime.zero

  init() throws {
    var compiler = BankCompiler(BusyScript.bank.collection)
    instruments = TestTable(try compiler.compile())
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.renderThreads = 2
    configuration.leastSharedWork = 0
    let swap = TableSwapEnds<InstrumentTable>(initial: instruments.table)
    synthesizer = Synthesizer(configuration, tables: swap.reader, statistics: statistics.another())
    unsafe memory = .allocate(capacity: 2 * LateStage.frames)
    unsafe memory.initialize(repeating: 0, count: 2 * LateStage.frames)
    _ = render()
    for note in 0..<200 { put(Event(time: time, 0x90 | UInt8(note % 8), UInt8(32 + note / 8), 100)) }
  }

  deinit {
    letGo()
    unsafe memory.deallocate()
  }

  func put(_ event: Event) { synthesizer.put(event) }

  /// What stands where the last block was rendered to, both sides.
  var blockMemory: [Float] { unsafe Array(UnsafeBufferPointer(start: memory, count: 2 * LateStage.frames)) }

  /// The left side of the next block.
  func render() -> [Float] {
    let block = unsafe StereoBlock(left: memory, right: memory + LateStage.frames, count: LateStage.frames)
    unsafe withUnsafePointer(to: block) {
      unsafe synthesizer.render(UnsafeBufferPointer(start: $0, count: 1), time: time)
    }
    time = time + LateStage.frames
    return unsafe Array(block.leftSamples)
  }

  /// Renders until a worker has taken a piece that it does not begin with; the block in which that showed.
  func renderUntilLate() -> [Float] {
    let late = Late(synthesizer.pool)
    let permission = permission
    worker = WorkerThread(name: "late worker") {
      while !permission.isClosed {
        guard let piece = late.member.take() else {
          sched_yield()
          continue
        }
        // Until it is closed.
        _ = permission.pop()
        return late.finish(piece)
      }
    }
    var block: [Float] = []
    for _ in 0..<100_000 where statistics.value(of: .workersLate) == 0 { block = render() }
    return block
  }

  /// Renders until a worker has kept a piece for 30 ms.
  func renderWithDelay() {
    let late = Late(synthesizer.pool)
    let permission = permission
    worker = WorkerThread(name: "slow worker") {
      var piece: Int?
      while piece == nil { piece = late.member.take() }
      usleep(30_000)
      late.finish(piece ?? 0)
      permission.close()
    }
    while !permission.isClosed { _ = render() }
  }

  /// Circumstances change.
  func adapt(to circumstance: Circumstance) { synthesizer.adapt(to: circumstance, time: time) }

  /// Lets the worker render its piece, and waits for it.
  func letGo() {
    permission.close()
    worker?.join()
  }

  /// What the late worker has: a member, the stretch, and memory to work in.
  @safe private final class Late: @unchecked Sendable {
    // Safe because the worker's thread alone has it, and the synthesizer waits for its piece.
    let member: WorkMember
    private let stretch: UnsafePointer<RenderStretch>
    private let working: MixMemory
    private let sums: ChannelSums

    init(_ pool: borrowing VoicePool) {
      member = pool.workers.makeMember()
      unsafe stretch = UnsafePointer(pool.stretch)
      working = MixMemory(tables: pool.memory.tables)
      sums = ChannelSums(channelCount: pool.channelCount)
    }

    deinit {
      working.deallocate()
      sums.deallocate()
    }

    func finish(_ piece: Int) {
      unsafe stretch.pointee.render(share: Int(stretch.pointee.pieces[piece]), working: working, sums: sums)
      member.finish()
    }
  }
}
