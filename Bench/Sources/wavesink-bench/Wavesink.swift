// SPDX-License-Identifier: MIT
// This project's synthesizer as the benchmarks see it.

import AudioFile
import DLS
import Glibc
import MIDI
import Miniport
import Playback
import Realtime
import Synthesis

/// The DLS miniport behind its port, without limiter, driven from one thread as the process callback drives it: the port
/// accepts the messages of a period, sorts them, and renders.
@safe final class Wavesink: BenchedSynth {
  let title: String

  // Safe because only this class touches them, on one thread, and each lives as long as it does.
  private let left: UnsafeMutablePointer<Float>
  private let right: UnsafeMutablePointer<Float>
  private let bus: UnsafeMutablePointer<StereoBlock>
  private var parts: SynthesizerParts
  private var time = FrameTime.zero

  init(bank: BankSource, settings bench: BenchSettings) throws {
    let rate = SampleRate(hertz: UInt32(BenchSettings.rate))
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.voiceLimit = bench.polyphony
    configuration.layout.groupCount = bench.groupCount
    configuration.interpolation = bench.interpolation.ours
    configuration.hasEffects = bench.hasEffects
    configuration.renderThreads = bench.renderThreads
    title = "wavesink, \(configuration.kernelSet.rawValue)"
    parts = SynthesizerParts(configuration) { try CompressedSample.decode($0, frameLimit: $1).samples }
    for worker in parts.workers {
      _ = WorkerThread(name: "render worker") { Scheduling.inRealTime { _ in worker.run() } }
    }
    unsafe left = .allocate(capacity: BenchSettings.longestPeriod)
    unsafe right = .allocate(capacity: BenchSettings.longestPeriod)
    unsafe bus = .allocate(capacity: 1)
    try load(bank)
    for group in 0..<bench.groupCount {
      for channel in 0..<16 as Range<UInt8> { put(0xC0 | channel, channel, 0, group) }
    }
  }

  deinit {
    unsafe left.deallocate()
    unsafe right.deallocate()
    unsafe bus.deallocate()
  }

  /// Renders until the new table has been taken up: the downloader waits for that.
  private func load(_ bank: BankSource) throws {
    let download = parts.downloader.download(bank)
    while download.outcome == nil {
      render(frameCount: BenchSettings.blockFrames)
      usleep(200)
    }
    if case .failed(let reason) = download.outcome { throw BenchError.bank("\(bank.name): \(reason)") }
  }

  var soundingVoiceCount: Int { Int(parts.statistics.integer(.voicesSounding)) }

  /// Effects that sound now.
  var soundingEffectCount: Int { Int(parts.statistics.integer(.effectsSounding)) }

  /// Blocks in which a render worker was not ready in time.
  var lateBlockCount: Int { Int(parts.statistics.value(of: .workersLate)) }

  func start(_ note: Note) {
    put(0x90 | UInt8(note.channel), UInt8(note.key), UInt8(Note.velocity), note.group)
  }

  func stop(_ note: Note) { put(0x80 | UInt8(note.channel), UInt8(note.key), 0, note.group) }

  func render(frameCount: Int) {
    unsafe bus.initialize(to: StereoBlock(left: left, right: right, count: frameCount))
    unsafe parts.port.render(UnsafeBufferPointer(start: bus, count: 1), from: time)
    time = time + frameCount
  }

  func left(frameCount: Int) -> [Float] { unsafe Array(UnsafeBufferPointer(start: left, count: frameCount)) }

  /// `group`: numbered from 0, as notes number it.
  private func put(_ status: UInt8, _ data1: UInt8, _ data2: UInt8, _ group: Int) {
    parts.port.accept(Event(time: time, status, data1, data2, group: UInt16(group + 1)))
  }
}

extension Interpolation {
  /// The engine's name for it.
  fileprivate var ours: Synthesis.Interpolation {
    switch self {
    case .linear: .linear
    case .cubic: .cubic
    case .sinc: .sinc
    }
  }
}
