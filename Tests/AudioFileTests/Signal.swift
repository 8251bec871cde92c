// SPDX-License-Identifier: MIT
// What the tests write, and the shortest way to write it. Test thread.

import AudioFile
import Glibc
import Realtime

/// A test signal: a sine of another frequency in each channel, interleaved.
enum Signal {
  static let rate = SampleRate(hertz: 48_000)

  /// `peak`: full scale is 1. The odd frequencies keep samples from repeating.
  static func sines(frameCount: Int, channelCount: Int, peak: Double = 0.5) -> [Float] {
    (0..<frameCount * channelCount).map { index in
      let hertz = 331.7 * Double(1 + index % channelCount)
      return Float(peak * sin(2 * Double.pi * hertz * Double(index / channelCount) / Double(rate.hertz)))
    }
  }

  /// One channel of an interleaved signal.
  static func channel(_ channel: Int, of samples: [Float], channelCount: Int) -> [Float] {
    stride(from: channel, to: samples.count, by: channelCount).map { samples[$0] }
  }

  /// The ratio of `signal` to its difference from `other`, in decibels.
  static func signalToNoiseDecibels(_ signal: [Float], _ other: [Float]) -> Double {
    let power = signal.reduce(0) { $0 + Double($1 * $1) }
    let noise = zip(signal, other).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    return 10 * log10(power / noise)
  }
}

/// Writes a whole file in blocks of odd size.
@discardableResult
func writeFile(
  _ path: String, _ samples: [Float], as sampleFormat: SampleFormat? = nil, channelCount: Int = 1,
  namedLike name: String? = nil
) throws -> AudioFileWriter.Summary {
  let format = try AudioFileFormat(path: name ?? path, sampleFormat: sampleFormat)
  let writer = try AudioFileWriter.create(path: path, format: format, rate: Signal.rate, channelCount: channelCount)
  let block = 777 * channelCount
  for start in stride(from: 0, to: samples.count, by: block) {
    try writer.write(interleaved: samples.span.extracting(start..<min(start + block, samples.count)))
  }
  return try writer.finish()
}
