// SPDX-License-Identifier: MIT
// A thread that helps to render. The host gives the thread: JACK's with its real-time priority, or any other.

internal import CRealtime
internal import Realtime
internal import VoiceState

/// What runs on a render worker's thread.
@safe public final class RenderWorker: @unchecked Sendable {
  // Safe because one thread runs a worker, and the engine that owns the stretch waits for the work to be done before it
  // frees or changes anything of it.
  private var member: WorkMember?
  private let stretch: UnsafePointer<RenderStretch>
  private let working: MixMemory
  private let sums: ChannelSums

  init(
    _ member: consuming WorkMember, stretch: UnsafePointer<RenderStretch>, tables: KernelTables, sums: ChannelSums
  ) {
    self.sums = sums
    self.member = consume member
    unsafe self.stretch = stretch
    working = MixMemory(tables: tables)
  }

  deinit { working.deallocate() }

  /// Helps until the engine ends. Thread: the worker's own, once; it may wait between works and never within one.
  public func run() {
    rt_flush_denormals()
    unsafe rt_name_thread("render worker")
    guard var member = member.take() else { return }
    while member.waitForWork() {
      rt_sanitizer_enter()
      unsafe RenderWorker.renderPieces(of: stretch, member, working, sums)
      rt_sanitizer_exit()
    }
  }

  @_noLocks @_noAllocation
  private static func renderPieces(
    of stretch: UnsafePointer<RenderStretch>, _ member: borrowing WorkMember, _ working: MixMemory,
    _ sums: ChannelSums
  ) {
    while let piece = member.take() {
      unsafe stretch.pointee.render(share: Int(stretch.pointee.pieces[piece]), working: working, sums: sums)
      member.finish()
    }
  }
}
