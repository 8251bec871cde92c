// SPDX-License-Identifier: MIT
// Samples of a SoundFont as waves. Any thread that may wait.

/// The waves of a collection that is being made: one for each stretch of sound that a zone plays.
struct ConvertedWaves {
  typealias Code = SoundFont.Code

  /// A wave, as a zone sees it.
  struct Place {
    /// Index into the collection's waves.
    let cue: UInt32
    /// Where the wave begins, counted as the sample's loop is.
    let start: Int
    /// Frames of the wave.
    let frameCount: Int
  }

  private struct Stretch: Hashable {
    let sample: Int
    let points: Range<Int>
  }

  private let soundFont: SoundFont
  private let source: ByteSource
  /// Sound of compressed samples, as bytes.
  private var decoded: [Int: [UInt8]]
  private var cues: [Stretch: UInt32] = [:]
  private var missing: Set<Int> = []
  /// By cue.
  private(set) var waves: [Wave?] = []
  /// Samples that are left out.
  private(set) var losses = LossLog()

  /// `decoded`: the sound of compressed samples.
  init(_ soundFont: SoundFont, _ source: ByteSource, decoded: [Int: [Int16]]) {
    self.soundFont = soundFont
    self.source = source
    self.decoded = decoded.mapValues { samples in
      // Safe because the numbers are copied before the call ends.
      unsafe samples.map(\.littleEndian).withUnsafeBytes { unsafe Array($0) }
    }
  }

  /// The wave of a zone, made where it is not there yet; nil where the sample has no sound.
  mutating func wave(of zone: FlatZone) throws(SoundFontConversionError) -> Place? {
    let sample = soundFont.samples[zone.sample]
    guard !sample.isROM else { return leaveOut(.romSample, zone.sample) }
    guard !sample.isCompressed || decoded[zone.sample] != nil else { return leaveOut(.missingSample, zone.sample) }
    let points = points(of: sample, zone)
    guard !points.isEmpty else { return leaveOut(.missingSample, zone.sample) }
    let stretch = Stretch(sample: zone.sample, points: points)
    let cue: UInt32
    if let known = cues[stretch] {
      cue = known
    } else {
      cue = UInt32(waves.count)
      waves.append(try make(stretch, sample))
      cues[stretch] = cue
    }
    return Place(cue: cue, start: points.lowerBound, frameCount: points.count)
  }

  /// The points that a zone plays, within the sample.
  private func points(of sample: SoundFont.Sample, _ zone: FlatZone) -> Range<Int> {
    let whole = decoded[zone.sample].map { 0..<$0.count / 2 } ?? sample.range
    let start = whole.lowerBound + zone.offset(Code.startOffset, Code.startCoarseOffset)
    let end = whole.upperBound + zone.offset(Code.endOffset, Code.endCoarseOffset)
    let first = min(max(whole.lowerBound, start), whole.upperBound)
    return first..<max(first, min(end, whole.upperBound))
  }

  private mutating func make(
    _ stretch: Stretch, _ sample: SoundFont.Sample
  ) throws(SoundFontConversionError) -> Wave {
    if !sample.isCompressed && soundFont.lowSampleData != nil { losses.note(.lowBits, sample.name) }
    var wave = Wave(format: .signed16, sampleRate: sample.rate, channelCount: 1, data: try bytes(of: stretch))
    wave.info = Info(name: sample.name)
    wave.sample = parameters(of: sample, stretch.points)
    return wave
  }

  private func bytes(of stretch: Stretch) throws(SoundFontConversionError) -> ArraySlice<UInt8> {
    let range = 2 * stretch.points.lowerBound..<2 * stretch.points.upperBound
    if let sound = decoded[stretch.sample] { return sound[range] }
    let start = soundFont.sampleData.lowerBound
    do throws(FileBytes.Failure) {
      return try source.bytes(in: start + range.lowerBound..<start + range.upperBound)[...]
    } catch {
      throw .cannotRead(error)
    }
  }

  /// What the sample says about itself; most zones say the same.
  private func parameters(of sample: SoundFont.Sample, _ points: Range<Int>) -> SampleParameters {
    var parameters = SampleParameters()
    parameters.unityNote = sample.originalKey
    parameters.fineTune = Int16(sample.correctionCents)
    parameters.options = 1
    if sample.loopStart >= points.lowerBound, sample.loopStart < sample.loopEnd, sample.loopEnd <= points.upperBound {
      parameters.loop = SampleParameters.Loop(
        kind: .forward, start: UInt32(sample.loopStart - points.lowerBound),
        length: UInt32(sample.loopEnd - sample.loopStart))
    }
    return parameters
  }

  /// Notes a sample that is left out, once.
  private mutating func leaveOut(_ kind: ConversionLoss.Kind, _ sample: Int) -> Place? {
    if missing.insert(sample).inserted { losses.note(kind, soundFont.samples[sample].name) }
    return nil
  }
}
