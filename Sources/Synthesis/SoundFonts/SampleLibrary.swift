// SPDX-License-Identifier: MIT
// The samples of a SoundFont on their way into memory. Downloader thread.

import DLS
import Synchronization

/// Which stretches of which samples a bank's regions use, and where their frames come from.
struct SampleLibrary {
  private let soundFont: SoundFont
  private let source: ByteSource
  private let work: LoadingWork
  /// What became of the compressed samples that are used.
  private var decoded: [Int: Result<DecodedSound, SampleFault>]
  /// Each stretch once; its place here is the cue of its layouts.
  private var windows: [Window] = []
  private var numbers: [Window: Int] = [:]
  /// Frames of all sound in the file, for the sake of a limit.
  let soundFrameCount: Int

  /// A stretch of a sample, in sample points of `smpl`, or frames of a decoded sample.
  private struct Window: Hashable {
    let sample: Int
    let range: Range<Int>
  }

  /// Decodes those of the samples `used` that are compressed, several at a time.
  init(
    _ soundFont: SoundFont, used: Set<Int>, source: ByteSource, decoder: SampleDecoder?, work: LoadingWork
  ) {
    self.soundFont = soundFont
    self.source = source
    self.work = work
    let compressed = used.filter { soundFont.samples[$0].isCompressed && !soundFont.samples[$0].isROM }.sorted()
    decoded = DecodingCrew(soundFont, source: source, decoder: decoder).decode(compressed, work: work) {
      samples throws(SampleFault) in
      guard let sound = DecodedSound(samples) else { throw .undecodable("there is no memory for it") }
      return sound
    }
    soundFrameCount = decoded.values.reduce(soundFont.sampleData.count / 2) { $0 + ((try? $1.get().count) ?? 0) }
  }

  /// How a region reads its sample.
  mutating func use(of sample: Int, _ sums: GeneratorSums) -> SampleUse? {
    guard let whole = frames(of: sample) else { return nil }
    let header = soundFont.samples[sample]
    // Loops of a compressed sample count from its own beginning, as its frames do.
    let start = clamp(
      whole.lowerBound + sums.offset(SoundFont.Code.startOffset, SoundFont.Code.startCoarseOffset), whole)
    let end = clamp(whole.upperBound + sums.offset(SoundFont.Code.endOffset, SoundFont.Code.endCoarseOffset), whole)
    guard start < end else { return nil }
    let loopStart =
      header.loopStart + sums.offset(SoundFont.Code.loopStartOffset, SoundFont.Code.loopStartCoarseOffset)
    let loopEnd = header.loopEnd + sums.offset(SoundFont.Code.loopEndOffset, SoundFont.Code.loopEndCoarseOffset)
    let loop = SampleLibrary.loop(
      from: max(loopStart, start) - start, to: min(loopEnd, end) - start, mode: sums[SoundFont.Code.sampleModes])
    let number = number(of: Window(sample: sample, range: start..<end))
    return SampleUse(
      layout: WaveLayout(cue: number, frameCount: end - start, loop: loop), rate: header.rate)
  }

  /// Why `use` gave nothing for this sample.
  func fault(of sample: Int) -> SampleFault {
    if soundFont.samples[sample].isROM { return .inROM }
    if case .failure(let fault) = decoded[sample] { return fault }
    return .empty
  }

  /// All frames of a sample; nil where there are none.
  private func frames(of sample: Int) -> Range<Int>? {
    let header = soundFont.samples[sample]
    guard !header.isROM else { return nil }
    guard header.isCompressed else { return header.range.isEmpty ? nil : header.range }
    guard let count = try? decoded[sample]?.get().count, count > 0 else { return nil }
    return 0..<count
  }

  private func clamp(_ position: Int, _ range: Range<Int>) -> Int {
    min(max(position, range.lowerBound), range.upperBound)
  }

  private mutating func number(of window: Window) -> Int {
    if let number = numbers[window] { return number }
    numbers[window] = windows.count
    windows.append(window)
    return windows.count - 1
  }

  /// `sampleModes`: 1 loops, 3 loops until the release, anything else plays once.
  private static func loop(from start: Int, to end: Int, mode: Int) -> SampleParameters.Loop? {
    guard mode == 1 || mode == 3, start < end else { return nil }
    return SampleParameters.Loop(
      kind: mode == 3 ? .untilRelease : .forward, start: UInt32(start), length: UInt32(end - start))
  }

  /// Brings every layout into the arena, several samples at a time; what was decoded is given back as soon as it is there.
  mutating func store(_ layouts: [WaveLayout], in arena: SampleArena) throws(BankFault) -> [PreparedWave] {
    try work.check()
    try arena.reserve(layouts.map { $0.storedFrameCount * stride(of: windows[$0.cue].sample) })
    // In the order of the file, which is how it is read fastest.
    let uses = Dictionary(grouping: layouts.indices, by: { windows[layouts[$0].cue].sample }).sorted {
      soundFont.samples[$0.key].range.lowerBound < soundFont.samples[$1.key].range.lowerBound
    }
    // Decoding takes far longer than the rest, and has told of itself.
    let isFirst = decoded.isEmpty
    let shelf = Shelf(decoded: decoded, waveCount: layouts.count)
    decoded = [:]
    let library = self
    Crew.share(uses.count, name: "reader") { place in
      let (sample, places) = uses[place]
      let sound = shelf.takeSound(of: sample)
      guard !library.work.isCancelled() else { return shelf.fail(.cancelled) }
      for place in places {
        shelf.put(
          Result { () throws(BankFault) in
            try library.store(layouts[place], sample, sound, in: arena)
          }, at: place)
      }
      if isFirst { library.work.advance(Double(place + 1) / Double(uses.count)) }
    }
    return try shelf.waves()
  }

  private func store(
    _ layout: WaveLayout, _ sample: Int, _ sound: DecodedSound?, in arena: SampleArena
  ) throws(BankFault) -> PreparedWave {
    let range = windows[layout.cue].range
    if let sound { return try arena.store(sound, from: range.lowerBound, layout) }
    if soundFont.lowSampleData != nil { return try arena.store(.float(fineSamples(range)), from: 0, layout) }
    return try arena.store(at: soundFont.sampleData.lowerBound + 2 * range.lowerBound, of: source, layout)
  }

  /// Bytes of a frame in the arena.
  private func stride(of sample: Int) -> Int {
    let isFloat =
      if case .success(let sound) = decoded[sample] { sound.isFloat } else { soundFont.lowSampleData != nil }
    return isFloat ? MemoryLayout<Float>.stride : MemoryLayout<Int16>.stride
  }

  /// What the threads share that bring waves into the arena.
  private final class Shelf: Sendable {
    private let decoded: Mutex<[Int: Result<DecodedSound, SampleFault>]>
    private let state: Mutex<(waves: [PreparedWave], fault: BankFault?)>

    init(decoded: [Int: Result<DecodedSound, SampleFault>], waveCount: Int) {
      self.decoded = Mutex(decoded)
      state = Mutex(([PreparedWave](repeating: PreparedWave(), count: waveCount), nil))
    }

    /// The sound of a compressed sample, which goes when it is let go of.
    func takeSound(of sample: Int) -> DecodedSound? {
      try? decoded.withLock { $0.removeValue(forKey: sample) }?.get()
    }

    func put(_ wave: Result<PreparedWave, BankFault>, at place: Int) {
      state.withLock { state in
        switch wave {
        case .success(let wave): state.waves[place] = wave
        case .failure(let fault): state.fault = fault
        }
      }
    }

    func fail(_ fault: BankFault) { state.withLock { $0.fault = fault } }

    func waves() throws(BankFault) -> [PreparedWave] {
      let (waves, fault) = state.withLock { $0 }
      if let fault { throw fault }
      return waves
    }
  }

  /// Sample points of 24 bits on the 16-bit scale: the upper 16 bits and, apart from them, the lower 8.
  private func fineSamples(_ range: Range<Int>) throws(BankFault) -> [Float] {
    guard let low = soundFont.lowSampleData else { return [] }
    let high = try bytes(soundFont.sampleData.lowerBound + 2 * range.lowerBound, count: 2 * range.count)
    let fine = try bytes(low.lowerBound + range.lowerBound, count: range.count)
    return range.indices.map { index in
      let at = index - range.lowerBound
      let upper = Int32(Int16(bitPattern: UInt16(high[2 * at]) | UInt16(high[2 * at + 1]) << 8))
      return Float(upper << 8 | Int32(fine[at])) * 0x1p-8
    }
  }

  private func bytes(_ start: Int, count: Int) throws(BankFault) -> [UInt8] {
    do { return try source.bytes(in: start..<start + count) } catch { throw .unreadable(error) }
  }
}

/// The stretch of a sample that a region reads.
struct SampleUse {
  let layout: WaveLayout
  /// Frames a second.
  let rate: UInt32
}

extension GeneratorSums {
  /// An address offset, whose coarse half counts 32768 sample points.
  fileprivate func offset(_ fine: UInt16, _ coarse: UInt16) -> Int { self[fine] + 32_768 * self[coarse] }
}
