// SPDX-License-Identifier: MIT
// Eight voices without an engine around them.

import VoiceState

/// A group of eight voices that sound for ever, each at another speed, and the memory that kernels work in.
@safe final class KernelLab {
  // Safe because this class alone has the memory, and lives as long as the benchmarks do.
  let group: UnsafeMutablePointer<VoiceGroup>
  let readers: UnsafeMutablePointer<WaveReader>
  let tables = KernelTables(rate: 48_000)
  let mix: MixMemory

  private static let waveFrames = 4096

  init(hasFilter: Bool = false) {
    let frames = VoiceLayout.controlFrames
    let buses = UnsafeMutablePointer<Float>.allocate(capacity: 4 * frames)
    unsafe buses.initialize(repeating: 0, count: 4 * frames)
    mix = unsafe MixMemory(tables: tables)
      .adding(to: buses, buses + frames, sends: buses + 2 * frames, buses + 3 * frames)
    unsafe group = .allocate(capacity: 1)
    unsafe readers = .allocate(capacity: VoiceLayout.lanesPerGroup)
    unsafe group.initialize(to: KernelLab.voices(hasFilter: hasFilter))
    let wave = unsafe KernelLab.wave()
    for lane in 0..<VoiceLayout.lanesPerGroup {
      var reader = WaveReader()
      unsafe reader.frames = .int16(wave)
      reader.stepQ32 = UInt64(0x1p32 * (0.6 + 0.1 * Double(lane)))
      reader.endQ32 = UInt64(KernelLab.waveFrames) << 32
      reader.loopLengthQ32 = reader.endQ32
      unsafe (readers + lane).initialize(to: reader)
      unsafe group.pointee.baseStepQ32[lane] = Double(reader.stepQ32)
    }
  }

  private static func voices(hasFilter: Bool) -> VoiceGroup {
    var group = VoiceGroup()
    group.activeMask = 0xFF
    group.filterMask = hasFilter ? 0xFF : 0
    group.gainLeft = Lanes(repeating: 1e-6)
    group.gainRight = Lanes(repeating: 1e-6)
    group.cutoffCents = Lanes(repeating: 10_000)
    group.lfoToCutoffCents = Lanes(repeating: 600)
    group.vibratoToPitchCents = Lanes(repeating: 10)
    group.lfoIncrement = Lanes(repeating: 1e-4)
    group.vibratoIncrement = Lanes(repeating: 1e-4)
    return group
  }

  /// A triangle, and its own beginning behind it.
  private static func wave() -> UnsafePointer<Int16> {
    let guards = VoiceLayout.guardFrames
    let memory = UnsafeMutablePointer<Int16>.allocate(capacity: waveFrames + 2 * guards)
    for frame in 0..<(waveFrames + 2 * guards) {
      unsafe (memory + frame).initialize(to: Int16(abs((frame - guards) & 255 - 128) * 100))
    }
    return unsafe UnsafePointer(memory + guards)
  }
}
