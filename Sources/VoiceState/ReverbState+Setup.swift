// SPDX-License-Identifier: MIT
// The memory of the reverb. Setup; nothing here runs on the audio thread.

extension ReverbState {
  /// Silent memory for lines of up to `longestLine` frames, a pre-delay of up to `longestPreDelay`, and allpasses of
  /// `diffusionFrames`. Thread: setup.
  public init(longestLine: Int, longestPreDelay: Int, diffusionFrames: SIMD4<Int32>) {
    let cell = VoiceLayout.controlFrames
    lineFrames = (longestLine / cell + 2) * cell
    // Rings that lie a power of two apart would share the same few lines of the processor's cache.
    lineStride = (lineFrames + cell) % 1024 < 128 ? lineFrames + 3 * cell : lineFrames + cell
    unsafe lines = ReverbState.silence(lineStride * ReverbState.lineCount)
    unsafe rows = ReverbState.silence(cell * ReverbState.lineCount)
    preDelayFrames = (longestPreDelay / cell + 2) * cell
    unsafe preDelay = ReverbState.silence(preDelayFrames + cell)
    self.diffusionFrames = diffusionFrames
    unsafe diffusion = ReverbState.silence(Int(diffusionFrames.wrappedSum()))
  }

  /// Frees the memory; no copy may be used after. Thread: setup.
  public func deallocate() {
    unsafe lines.deallocate()
    unsafe rows.deallocate()
    unsafe preDelay.deallocate()
    unsafe diffusion.deallocate()
  }

  private static func silence(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: count)
    unsafe memory.initialize(repeating: 0, count: count)
    return unsafe memory
  }
}
