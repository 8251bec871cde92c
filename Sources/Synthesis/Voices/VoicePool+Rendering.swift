// SPDX-License-Identifier: MIT
// A stretch of all voices, on one thread or several. Audio thread.

import CRealtime
import Realtime
import VoiceState

extension VoicePool {
  /// The shortest stretch that is shared where a late worker is not waited for: half of it is a sixth of a millisecond, as
  /// long as a system may well take to run a thread.
  private static var leastSharedFrames: Int { @_noLocks @_noAllocation get { 16 } }

  /// Looks at no more groups than may be in use from here on, and sets the time until which workers are waited for in a block of
  /// so many frames: half of the time that it sounds. However a period is cut into blocks, no more than half of it is lost.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func beginBlock(frames: Int) {
    trimGroups()
    guard workerCount > 0 else { return }
    deadline = hasPatience ? .max : rt_clock_nanoseconds() &+ UInt64(Double(frames) * 0.5e9 / rate)
  }

  /// Adds up all voices of a bus and writes them to a stretch that lies within one cell of the timeline's grid; what they
  /// send is added to `sends`. False when a worker was not ready in time: the pool is then not to be touched before
  /// `workers.isDone`, and what is in the block is of no use. Thread: audio.
  @_noLocks @_noAllocation
  mutating func render(bus: Int, into block: StereoBlock, sends: SendBuses, time: FrameTime) -> Bool {
    block.clear()
    guard let left = unsafe block.leftSamples.baseAddress, let right = unsafe block.rightSamples.baseAddress else {
      return true
    }
    guard activeCount > 0 else { return true }
    unsafe stretch.pointee.target = unsafe mix.adding(to: left, right, sends: sends.reverb, sends.chorus)
    unsafe stretch.pointee.bus = Int32(truncatingIfNeeded: bus)
    unsafe stretch.pointee.time = time
    unsafe stretch.pointee.frames = block.count
    guard workerCount > 0 else {
      renderInTurn()
      return true
    }
    let (pieceCount, work) = divide()
    let isShared =
      pieceCount > 1 && work >= leastSharedWork && (hasPatience || block.count >= VoicePool.leastSharedFrames)
    guard renderShares(pieceCount: pieceCount, isShared: isShared) else { return false }
    for share in 0..<shareCount {
      if case .silent = unsafe shareKinds[share] { continue }
      collect(share)
    }
    return true
  }

  /// One share after the other, each from its preparation to its sum: the state of thousands of voices comes into the nearest
  /// caches once. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderInTurn() {
    for share in 0..<shareCount where unsafe shareVoices[share] > 0 {
      let (kind, _) = prepare(share: share)
      switch kind {
      case .silent: continue
      case .piece: unsafe stretch.pointee.render(share: share, working: mix, sums: sums[0])
      case .alone: renderAlone(share)
      }
      collect(share)
    }
  }

  /// Adds what a share has come to. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func collect(_ share: Int) {
    unsafe stretch.pointee.add(share: share)
    fedReverb = unsafe fedReverb || stretch.pointee.sends[share] & 1 != 0
    fedChorus = unsafe fedChorus || stretch.pointee.sends[share] & 2 != 0
  }

  /// Says of each share how it is rendered, and begins the cells that only the pool can begin; the number of shares that any
  /// thread may render, and what they come to in voices times frames. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func divide() -> (pieceCount: Int, work: Int) {
    var pieceCount = 0
    var voicesShared = 0
    for share in 0..<shareCount {
      unsafe shareKinds[share] = .silent
      guard unsafe shareVoices[share] > 0 else { continue }
      let (kind, active) = prepare(share: share)
      unsafe shareKinds[share] = kind
      guard case .piece = kind else { continue }
      voicesShared &+= active
      unsafe stretch.pointee.pieces[pieceCount] = UInt16(truncatingIfNeeded: share)
      pieceCount &+= 1
    }
    return unsafe (pieceCount, voicesShared &* stretch.pointee.frames)
  }

  /// Begins the cells of a share that only the pool can begin; how it is to be rendered, and its voices. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func prepare(share: Int) -> (kind: ShareKind, active: Int) {
    var active = 0
    var isWhole = true
    for group in unsafe stretch.pointee.groups(of: share) where unsafe stretch.pointee.hasVoices(group) {
      unsafe active &+= groups[group].activeMask.nonzeroBitCount
      if !prepare(group) { isWhole = false }
    }
    return (active == 0 ? .silent : isWhole ? .piece : .alone, active)
  }

  /// Begins a group's next cell, if it is to begin now and something of the pool's changes with it; whether the group comes to
  /// the end of the stretch without a corner. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func prepare(_ group: Int) -> Bool {
    let frames = unsafe stretch.pointee.frames
    if unsafe groups[group].framesUntilTick == 0 {
      let left = memory.leastFramesLeft(of: group) &- memory.elapsedFrames(of: group)
      if left >= frames, isQuiet(group) { return true }
      unsafe beginCell(of: group, at: stretch.pointee.time)
      if unsafe groups[group].activeMask == 0 { return true }
    }
    return unsafe groups[group].framesUntilTick >= Int32(truncatingIfNeeded: frames)
  }

  /// Whether a cell of the group begins with nothing but its generators. Thread: audio.
  @_noLocks @_noAllocation
  private func isQuiet(_ group: Int) -> Bool {
    guard unsafe groups[group].refreshMask | groups[group].startMask == 0 else { return false }
    let oneShots = unsafe groups[group].oneShotMask
    for lane in 0..<8 where oneShots & (1 << UInt8(lane)) != 0 {
      if unsafe readers[group &* 8 &+ lane].isAtEnd { return false }
    }
    return true
  }

  /// Renders every share that is not silent. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderShares(pieceCount: Int, isShared: Bool) -> Bool {
    if isShared { workers.open(pieceCount: pieceCount) }
    for share in 0..<shareCount {
      if case .alone = unsafe shareKinds[share] { renderAlone(share) }
    }
    guard isShared else {
      for piece in 0..<pieceCount { renderPiece(piece) }
      return true
    }
    while let piece = workers.take() {
      renderPiece(piece)
      workers.finish()
    }
    return workers.isDone(before: deadline)
  }

  @_noLocks @_noAllocation
  private func renderPiece(_ piece: Int) {
    unsafe stretch.pointee.render(share: Int(stretch.pointee.pieces[piece]), working: mix, sums: sums[0])
  }

  /// A share with corners within the stretch, group by group, cell by cell. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderAlone(_ share: Int) {
    let mix = unsafe stretch.pointee.begin(share: share, working: mix)
    for group in unsafe stretch.pointee.groups(of: share) where unsafe stretch.pointee.hasVoices(group) {
      renderCells(of: group, share: share, into: mix)
    }
  }

  @_noLocks @_noAllocation
  private mutating func renderCells(of group: Int, share: Int, into mix: MixMemory) {
    let frames = unsafe stretch.pointee.frames
    var done = 0
    while done < frames {
      if unsafe groups[group].framesUntilTick == 0 {
        unsafe beginCell(of: group, at: stretch.pointee.time + done)
        if unsafe groups[group].activeMask == 0 { return }
      }
      let count = min(frames &- done, unsafe Int(groups[group].framesUntilTick))
      unsafe stretch.pointee.render(
        group, into: mix.advanced(by: done), at: done, frames: count, sums: sums[0])
      unsafe stretch.pointee.noteSends(of: group, share: share)
      done = done &+ count
    }
  }
}
