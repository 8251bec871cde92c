// SPDX-License-Identifier: MIT
// Sound of compressed samples for who wants it without a synthesizer. Any thread that may wait.

public import DLS

extension SoundFont {
  /// The sound of those of `samples` that `decoder` can decode, several at a time; `source` is where they are.
  /// `progress` is told the share that is done, on several threads. Thread: control or worker.
  public func decodedSamples(
    _ samples: [Int], from source: ByteSource, decoder: SampleDecoder?, progress: @escaping @Sendable (Double) -> Void
  ) -> [Int: WaveSamples] {
    let work = LoadingWork(advance: progress, isCancelled: { false })
    return DecodingCrew(self, source: source, decoder: decoder).decode(samples, work: work) { $0 }
      .compactMapValues { try? $0.get() }
  }
}
