// SPDX-License-Identifier: MIT
// Waves and their parameters as values for programs. Any thread but audio.

/// One wave.
struct WaveReport: Encodable {
  let cue: Int
  let name: String
  let format: String
  let sampleRate: UInt32
  let channelCount: Int
  /// Of an extensible format.
  let validBits: UInt16?
  /// Of an extensible format.
  let channelMask: UInt32?
  let frameCount: Int
  let byteCount: Int
  /// Where the sound begins in the file.
  let dataOffset: Int
  let sample: SampleReport?
  let identifier: String?
  let info: [TextReport]

  init(_ wave: Wave, cue: Int) {
    self.cue = cue
    name = wave.info.name
    format = wave.format.rawValue
    sampleRate = wave.sampleRate
    channelCount = wave.channelCount
    validBits = wave.extent?.validBits
    channelMask = wave.extent?.channelMask
    frameCount = wave.frameCount
    byteCount = wave.data.count
    dataOffset = wave.data.startIndex
    sample = wave.sample.map(SampleReport.init)
    identifier = wave.identifier?.description
    info = TextReport.all(wave.info)
  }
}

/// `wsmp`.
struct SampleReport: Encodable {
  let unityNote: UInt8
  let fineTuneCents: Int16
  let gain: Int32
  let gainDecibels: Double
  let options: UInt32
  let loop: LoopReport?

  init(_ sample: SampleParameters) {
    unityNote = sample.unityNote
    fineTuneCents = sample.fineTune
    gain = sample.gain
    gainDecibels = sample.gainDecibels
    options = sample.options
    loop = sample.loop.map(LoopReport.init)
  }
}

/// A loop, in frames.
struct LoopReport: Encodable {
  let kind: String
  /// `ulLoopType` as it is understood; another one of the file is among the translations.
  let type: UInt32
  let start: UInt32
  let length: UInt32

  init(_ loop: SampleParameters.Loop) {
    kind = loop.kind == .forward ? "forward" : "untilRelease"
    type = loop.kind.rawValue
    start = loop.start
    length = loop.length
  }
}
