// SPDX-License-Identifier: MIT
// Waves on their way into an arena. Downloader thread and its workers.

import DLS
import VoiceState

extension SampleArena {
  /// A wave of decoded samples, the first of its frames being the one numbered `first`.
  func store(_ samples: WaveSamples, from first: Int, _ layout: WaveLayout) throws(BankFault) -> PreparedWave {
    switch samples {
    case .sixteen(let samples): try unsafe store(layout) { unsafe SampleArena.copy(samples, first, to: $0) }
    case .float(let samples): try unsafe store(layout) { unsafe SampleArena.copy(samples, first, to: $0) }
    }
  }

  /// A wave of a decoded sample, the first of its frames being the one numbered `first`.
  func store(_ sound: DecodedSound, from first: Int, _ layout: WaveLayout) throws(BankFault) -> PreparedWave {
    if sound.isFloat {
      try unsafe store(layout) { (frames: UnsafeMutableBufferPointer<Float>) in
        unsafe sound.copy(from: first, to: frames)
      }
    } else {
      try unsafe store(layout) { (frames: UnsafeMutableBufferPointer<Int16>) in
        unsafe sound.copy(from: first, to: frames)
      }
    }
  }

  /// A wave whose samples stand as they are, 16 bits each, in a source from an offset on: they are read to where they play
  /// from, without a copy in between.
  func store(at offset: Int, of source: ByteSource, _ layout: WaveLayout) throws(BankFault) -> PreparedWave {
    try unsafe store(layout) { (frames: UnsafeMutableBufferPointer<Int16>) throws(BankFault) in
      do throws(FileBytes.Failure) {
        try unsafe source.copy(offset..<offset + 2 * frames.count, to: UnsafeMutableRawBufferPointer(frames))
      } catch {
        throw .unreadable(error)
      }
      #if _endian(big)
        for index in frames.indices { unsafe frames[index] = Int16(littleEndian: frames[index]) }
      #endif
    }
  }

  /// Most waves have no like in memory and are laid out at once where they play from. One that may have is laid out beside
  /// it first, to be compared.
  private func store<Sample: WaveSample>(
    _ layout: WaveLayout, fill: (UnsafeMutableBufferPointer<Sample>) throws(BankFault) -> Void
  ) throws(BankFault) -> PreparedWave {
    let shape = SharedWaves.Shape(layout, stride: MemoryLayout<Sample>.stride)
    let frameCount = layout.storedFrameCount
    let byteCount = frameCount * MemoryLayout<Sample>.stride
    guard memory.waves.hasShape(shape) else {
      let place = try unsafe allocate(byteCount: byteCount)
      let wave = try unsafe layout.store(
        at: place.memory.bindMemory(to: Sample.self, capacity: frameCount), fill: fill)
      unsafe offer(shape, SharedWaves.Entry(block: place.block, memory: place.memory, wave: wave))
      return wave
    }
    let draft = UnsafeMutablePointer<Sample>.allocate(capacity: frameCount)
    defer { unsafe draft.deallocate() }
    unsafe draft.initialize(repeating: 0, count: frameCount)
    var wave = try unsafe layout.store(at: draft, fill: fill)
    if let twin = unsafe memory.waves.twin(shape, of: UnsafeRawBufferPointer(start: draft, count: byteCount)) {
      share(twin.block, byteCount: byteCount)
      return twin.wave
    }
    let place = try unsafe allocate(byteCount: byteCount)
    let frames = unsafe place.memory.bindMemory(to: Sample.self, capacity: frameCount)
    unsafe frames.update(from: draft, count: frameCount)
    unsafe wave.frames = Sample.wave(at: frames + VoiceLayout.guardFrames)
    unsafe offer(shape, SharedWaves.Entry(block: place.block, memory: place.memory, wave: wave))
    return wave
  }

  private static func copy<Sample>(_ samples: [Sample], _ first: Int, to frames: UnsafeMutableBufferPointer<Sample>) {
    _ = unsafe frames.update(fromContentsOf: samples[first..<first + frames.count])
  }
}
