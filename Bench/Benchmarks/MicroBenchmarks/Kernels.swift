// SPDX-License-Identifier: MIT
// The inner loops: what a cell of eight voices costs.

import VoiceKernels
import VoiceState

#if arch(x86_64)
  import CRealtime
  import VoiceKernelsAVX2
#endif

/// Cells in an iteration.
private let cellCount = 100

/// The interpolators in each build of the kernels that this processor runs, the filter, the control rate.
func kernelBenchmarks() {
  cells("kernel-linear-baseline") { unsafe VoiceKernels.renderLinear(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
  cells("kernel-cubic-baseline") { unsafe VoiceKernels.renderCubic(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
  cells("kernel-sinc-baseline") { unsafe VoiceKernels.renderSinc(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
  cells("kernel-cubic-and-filter-baseline", hasFilter: true) {
    unsafe VoiceKernels.renderCubic(&$0.group.pointee, $0.readers, $0.mix, 0, $1)
  }
  cells("control-rate-baseline", hasFilter: true) {
    unsafe VoiceKernels.advanceControl(&$0.group.pointee, Float($1))
    unsafe VoiceKernels.aimControl(&$0.group.pointee, $0.readers, $0.tables, Float($1))
  }
  #if arch(x86_64)
    if rt_has_avx2() { kernelBenchmarksAVX2() }
  #endif
}

#if arch(x86_64)
  private func kernelBenchmarksAVX2() {
    cells("kernel-linear-avx2") { unsafe VoiceKernelsAVX2.renderLinear(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
    cells("kernel-cubic-avx2") { unsafe VoiceKernelsAVX2.renderCubic(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
    cells("kernel-sinc-avx2") { unsafe VoiceKernelsAVX2.renderSinc(&$0.group.pointee, $0.readers, $0.mix, 0, $1) }
    cells("kernel-cubic-and-filter-avx2", hasFilter: true) {
      unsafe VoiceKernelsAVX2.renderCubic(&$0.group.pointee, $0.readers, $0.mix, 0, $1)
    }
    cells("control-rate-avx2", hasFilter: true) {
      unsafe VoiceKernelsAVX2.advanceControl(&$0.group.pointee, Float($1))
      unsafe VoiceKernelsAVX2.aimControl(&$0.group.pointee, $0.readers, $0.tables, Float($1))
    }
  }
#endif

/// `render` is given eight voices and the frames of a cell.
private func cells(_ name: String, hasFilter: Bool = false, _ render: @escaping (KernelLab, Int) -> Void) {
  let lab = KernelLab(hasFilter: hasFilter)
  measure(name) { for _ in 0..<cellCount { render(lab, VoiceLayout.controlFrames) } }
}
