// SPDX-License-Identifier: MIT
// Decodes compressed samples on several threads. The downloader thread waits for them.

import DLS
import Synchronization

/// Decodes samples of one SoundFont, several at a time.
struct DecodingCrew {
  private let soundFont: SoundFont
  private let source: ByteSource
  private let decoder: SampleDecoder?

  /// What the threads share.
  private final class Board<Product: Sendable>: Sendable {
    struct State {
      /// Frames that the bank may still take: a thousand samples may all be the same minutes of silence.
      var framesLeft: Int
      var results: [Int: Result<Product, SampleFault>] = [:]
    }
    let state: Mutex<State>

    init(framesLeft: Int) { state = Mutex(State(framesLeft: framesLeft)) }
  }

  init(_ soundFont: SoundFont, source: ByteSource, decoder: SampleDecoder?) {
    self.soundFont = soundFont
    self.source = source
    self.decoder = decoder
  }

  /// What `keep` makes of the sound of each of `samples`, on the thread that decoded it, or why there is none. Nothing more is
  /// decoded once the work is cancelled.
  func decode<Product: Sendable>(
    _ samples: [Int], work: LoadingWork,
    keep: @escaping @Sendable (WaveSamples) throws(SampleFault) -> Product
  ) -> [Int: Result<Product, SampleFault>] {
    let board = Board<Product>(framesLeft: 1 << 22 + 64 * source.count)
    Crew.share(samples.count, name: "decoder") { place in
      let limit = board.state.withLock { $0.framesLeft }
      let result = Result { () throws(SampleFault) in
        guard !work.isCancelled() else { throw .undecodable(BankFault.cancelled.description) }
        let sound = try decoded(samples[place], frameLimit: limit)
        board.state.withLock { $0.framesLeft -= sound.count }
        return try keep(sound)
      }
      let done = board.state.withLock { state in
        state.results[samples[place]] = result
        return state.results.count
      }
      if !work.isCancelled() { work.advance(Double(done) / Double(samples.count)) }
    }
    return board.state.withLock { $0.results }
  }

  private func decoded(_ sample: Int, frameLimit: Int) throws(SampleFault) -> WaveSamples {
    guard let decoder else { throw .undecodable("this program has no decoder for it") }
    let range = soundFont.samples[sample].range
    let start = soundFont.sampleData.lowerBound + range.lowerBound
    do {
      let bytes = try source.bytes(in: start..<start + range.count)
      // Vorbis makes some six frames of a byte, silence far more; what is beyond this is meant to fill the memory.
      return try decoder(bytes, max(0, min(1 << 20 + 64 * bytes.count, frameLimit)))
    } catch {
      throw .undecodable("\(error)")
    }
  }
}
