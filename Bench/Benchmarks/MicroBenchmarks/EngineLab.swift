// SPDX-License-Identifier: MIT
// The engine behind its port, for the benchmarks of what is not a kernel.

import Glibc
import MIDI
import Miniport
import Playback
import Realtime
import Synthesis

/// A synthesizer with a bank, driven by hand in blocks of 64 frames.
@safe final class EngineLab {
  // Safe because this class alone has the memory, and lives as long as the benchmarks do.
  private let bus: UnsafeMutablePointer<StereoBlock>
  private var parts: SynthesizerParts
  private var time = FrameTime.zero

  static let blockFrames = 64

  init() {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = false
    parts = SynthesizerParts(configuration)
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * EngineLab.blockFrames)
    unsafe bus = .allocate(capacity: 1)
    unsafe bus.initialize(
      to: StereoBlock(left: memory, right: memory + EngineLab.blockFrames, count: EngineLab.blockFrames))
    let download = parts.downloader.download(
      BankSource.bytes(MicroBank.bytes(instrumentCount: 1), name: "the bank of the micro-benchmarks"))
    while download.outcome == nil {
      render()
      usleep(200)
    }
    guard case .playing = download.outcome else { preconditionFailure("the bank can be played") }
  }

  /// One block.
  func render() {
    unsafe parts.port.render(UnsafeBufferPointer(start: bus, count: 1), from: time)
    time = time + EngineLab.blockFrames
  }

  /// A message for the next block, on the audio thread.
  func put(_ status: UInt8, _ data1: UInt8, _ data2: UInt8) {
    parts.port.accept(Event(time: time, status, data1, data2))
  }

  /// The same from another thread's queue.
  func push(_ status: UInt8, _ data1: UInt8, _ data2: UInt8) {
    parts.input.push(Event(time: time, status, data1, data2))
  }
}
