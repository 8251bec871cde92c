// SPDX-License-Identifier: MIT
// Waves without their upper octaves, for notes far above what was recorded. Downloader thread and its workers.

import Synchronization
import VoiceState

/// Makes the levels of waves that are in memory.
///
/// A wave that is read faster than it was recorded has frequencies above half the rate of the output, which come back as
/// others. A level has lost those: level n all that is above the wave's rate divided by 2ⁿ⁺¹. It has twice as many frames as
/// that needs, the first level as many as the wave: a sinc of eight points is exact to an eighth of the rate that it reads,
/// and a level that had its spectrum up to the edge would lose there what it is for.
struct WaveLevels {
  /// Octaves, six: more than there are between a root key and the highest.
  static var limit: Int { @_noLocks @_noAllocation get { 6 } }
  /// Zeros before a wave, in which its first frames ring.
  private static let lead = 64

  /// The level of a wave that is read at `step` of its rate: to the nearest octave; 0 for the wave itself. Thread: any.
  @_noLocks @_noAllocation
  static func level(ofStep step: Double, most: Int) -> Int {
    var level = 0
    var rest = step
    while rest >= 1.414_213_562_373_095, level < most {
      rest *= 0.5
      level &+= 1
    }
    return level
  }

  /// Frames of the wave for one of a level, above 0. Thread: any.
  @_noLocks @_noAllocation
  static func frames(perFrameOfLevel level: Int) -> Double { Double(1 << (level &- 1)) }

  /// A wave that gets levels.
  struct Order: Sendable {
    let wave: Int
    let layouts: [LevelLayout]
    /// Bytes as 16 bits each.
    var byteCount: Int { layouts.reduce(0) { $0 + 2 * $1.storedFrameCount } }

    init(wave: Int, _ layout: WaveLayout, count: Int) {
      self.wave = wave
      layouts = (0..<count).map { LevelLayout(wave: layout, level: $0 + 1) }
    }
  }

  /// The waves, those of `orders` with levels, which stand behind all of them.
  static func added(
    to waves: [PreparedWave], _ orders: [Order], in arena: SampleArena
  ) throws(BankFault) -> [PreparedWave] {
    guard !orders.isEmpty else { return waves }
    try arena.reserve(orders.flatMap { $0.layouts.map { 2 * $0.storedFrameCount } })
    let shelf = Shelf()
    let halfBand = HalfBand()
    Crew.share(orders.count, name: "halver") { place in
      let result = Result { () throws(BankFault) in
        try levels(of: waves[orders[place].wave], orders[place], halfBand, in: arena)
      }
      shelf.made.withLock { $0[place] = result }
    }
    var all = waves
    for (place, order) in orders.enumerated() {
      guard let levels = try shelf.made.withLock({ $0[place] })?.get() else { continue }
      all[order.wave].levelOffset = Int32(all.count - order.wave)
      all[order.wave].levelCount = Int32(levels.count)
      all += levels
    }
    return all
  }

  /// What the threads share.
  private final class Shelf: Sendable {
    let made = Mutex([Int: Result<[PreparedWave], BankFault>]())
  }

  private static func levels(
    of wave: PreparedWave, _ order: Order, _ halfBand: HalfBand, in arena: SampleArena
  ) throws(BankFault) -> [PreparedWave] {
    guard let layout = order.layouts.first?.wave else { return [] }
    let frameCount = order.layouts.reduce(0) { max($0, $1.sourceFrameCount) }
    var looped = samples(of: wave, layout, from: 0, count: frameCount)
    // The first stretch in memory may end with the loop; the second one is the whole wave.
    var whole = layout.leavesLoop ? samples(of: wave, nil, from: layout.copyStart, count: layout.frameCount) : []
    var levels: [PreparedWave] = []
    for level in order.layouts {
      if level.halvings > 0 {
        looped = HalfBand.thinned(looped, lead: lead)
        whole = HalfBand.thinned(whole, lead: lead)
      }
      looped = halfBand.filtered(looped)
      whole = halfBand.filtered(whole)
      levels.append(try arena.store(level, looped: looped, whole: whole, lead: lead))
    }
    return levels
  }

  /// Frames of a wave from one on, the loop of `layout` written out, after so many zeros.
  private static func samples(of wave: PreparedWave, _ layout: WaveLayout?, from first: Int, count: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: lead + count)
    let loopEnd = layout.map { $0.loopLength > 0 ? $0.loopStart + $0.loopLength : count } ?? count
    for frame in 0..<min(count, loopEnd) { samples[lead + frame] = wave.sample(at: first + frame) }
    guard let layout, layout.loopLength > 0 else { return samples }
    for frame in stride(from: loopEnd, to: count, by: 1) {
      samples[lead + frame] = samples[lead + frame - layout.loopLength]
    }
    return samples
  }
}

extension PreparedWave {
  /// A frame that the wave has.
  fileprivate func sample(at frame: Int) -> Float {
    switch frames {
    case .none: 0
    case .int16(let frames): unsafe Float(frames[frame])
    case .float32(let frames): unsafe frames[frame]
    }
  }
}

extension SampleArena {
  /// A level, in 16 bits unless it swings beyond them: without its upper half a loud wave may reach higher than before.
  fileprivate func store(
    _ level: LevelLayout, looped: [Float], whole: [Float], lead: Int
  ) throws(BankFault) -> PreparedWave {
    let fits = looped.allSatisfy { abs($0) <= 32_767 } && whole.allSatisfy { abs($0) <= 32_767 }
    let byteCount = level.storedFrameCount * (fits ? MemoryLayout<Int16>.stride : MemoryLayout<Float>.stride)
    let memory = try unsafe allocate(byteCount: byteCount).memory
    if fits {
      let frames = unsafe memory.bindMemory(to: Int16.self, capacity: level.storedFrameCount)
      return unsafe level.store(at: frames, looped: looped, whole: whole, lead: lead)
    }
    let frames = unsafe memory.bindMemory(to: Float.self, capacity: level.storedFrameCount)
    return unsafe level.store(at: frames, looped: looped, whole: whole, lead: lead)
  }
}
