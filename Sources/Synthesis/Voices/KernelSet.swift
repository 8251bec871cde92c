// SPDX-License-Identifier: MIT
// Which build of the inner loops runs. Chosen at setup, called on the audio thread.

import VoiceKernels
import VoiceState

#if arch(x86_64)
  import CRealtime
  import VoiceKernelsAVX2
#endif

/// The builds of the kernels that this program carries; the raw value is the name that programs know one by, and stays.
public enum KernelSet: String, CaseIterable, Sendable, BitwiseCopyable {
  /// For every processor of the architecture.
  case baseline
  #if arch(x86_64)
    /// For x86-64 with AVX2 and FMA.
    case avx2
  #endif

  /// The fastest that this processor runs. Thread: setup.
  public static var best: KernelSet {
    #if arch(x86_64)
      if rt_has_avx2() { return .avx2 }
    #endif
    return .baseline
  }

  /// The name that people see. Thread: any but audio.
  public var title: String {
    switch self {
    case .baseline: "baseline"
    #if arch(x86_64)
      case .avx2: "AVX2 and FMA"
    #endif
    }
  }
}

/// The kernels that an engine uses: a choice made once, and a `switch` at each call, which the proof can follow where
/// it could not follow a stored function.
@safe struct Kernels: BitwiseCopyable {
  let set: KernelSet
  let interpolation: Interpolation

  /// Thread: audio. See `renderCubic`.
  @_noLocks @_noAllocation
  func render(
    _ group: UnsafeMutablePointer<VoiceGroup>, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory,
    _ first: Int, _ frames: Int
  ) {
    switch (set, interpolation) {
    case (.baseline, .linear): unsafe VoiceKernels.renderLinear(&group.pointee, readers, mix, first, frames)
    case (.baseline, .cubic): unsafe VoiceKernels.renderCubic(&group.pointee, readers, mix, first, frames)
    case (.baseline, .sinc): unsafe VoiceKernels.renderSinc(&group.pointee, readers, mix, first, frames)
    #if arch(x86_64)
      case (.avx2, .linear): unsafe VoiceKernelsAVX2.renderLinear(&group.pointee, readers, mix, first, frames)
      case (.avx2, .cubic): unsafe VoiceKernelsAVX2.renderCubic(&group.pointee, readers, mix, first, frames)
      case (.avx2, .sinc): unsafe VoiceKernelsAVX2.renderSinc(&group.pointee, readers, mix, first, frames)
    #endif
    }
  }

  /// Thread: audio. See `addRow`.
  @_noLocks @_noAllocation
  func add(_ row: UnsafePointer<Float>, _ bus: UnsafeMutablePointer<Float>, _ frames: Int) {
    switch set {
    case .baseline: unsafe VoiceKernels.addRow(row, bus, frames)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.addRow(row, bus, frames)
    #endif
    }
  }

  /// Thread: audio. See `addVoice`.
  @_noLocks @_noAllocation
  func addVoice(
    _ group: UnsafeMutablePointer<VoiceGroup>, _ mix: MixMemory, _ lane: Int, _ left: UnsafeMutablePointer<Float>,
    _ right: UnsafeMutablePointer<Float>, _ first: Int, _ frames: Int
  ) {
    switch set {
    case .baseline: unsafe VoiceKernels.addVoice(&group.pointee, mix, lane, left, right, first, frames)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.addVoice(&group.pointee, mix, lane, left, right, first, frames)
    #endif
    }
  }

  /// Thread: audio. See `advanceControl`.
  @_noLocks @_noAllocation
  func advance(_ group: UnsafeMutablePointer<VoiceGroup>, _ elapsedFrames: Float) {
    switch set {
    case .baseline: unsafe VoiceKernels.advanceControl(&group.pointee, elapsedFrames)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.advanceControl(&group.pointee, elapsedFrames)
    #endif
    }
  }

  /// Thread: audio. See `startControl`.
  @_noLocks @_noAllocation
  func start(_ group: UnsafeMutablePointer<VoiceGroup>, _ tables: KernelTables) {
    switch set {
    case .baseline: unsafe VoiceKernels.startControl(&group.pointee, tables)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.startControl(&group.pointee, tables)
    #endif
    }
  }

  /// Thread: audio. See `leastFramesLeft`.
  @_noLocks @_noAllocation
  func leastFramesLeft(_ group: UnsafeMutablePointer<VoiceGroup>) -> Float {
    switch set {
    case .baseline: unsafe VoiceKernels.leastFramesLeft(&group.pointee)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.leastFramesLeft(&group.pointee)
    #endif
    }
  }

  /// Thread: audio. See `aimControl`.
  @_noLocks @_noAllocation
  func aim(
    _ group: UnsafeMutablePointer<VoiceGroup>, _ readers: UnsafeMutablePointer<WaveReader>, _ tables: KernelTables,
    _ frames: Float
  ) {
    switch set {
    case .baseline: unsafe VoiceKernels.aimControl(&group.pointee, readers, tables, frames)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.aimControl(&group.pointee, readers, tables, frames)
    #endif
    }
  }
}
