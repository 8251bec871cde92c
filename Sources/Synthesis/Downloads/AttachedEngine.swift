// SPDX-License-Identifier: MIT
// An engine as the downloader knows it. Control and downloader threads.

internal import Realtime
internal import Synchronization

/// Where tables are published, what channels choose, and what banks are compiled for.
@safe final class AttachedEngine: @unchecked Sendable {
  // Safe because the downloader thread alone publishes and pops, and the rest does not change or has a lock.
  let publisher: TablePublisher<InstrumentTable>
  /// What its channels choose.
  let choices: RingConsumer<ChannelProgram>
  /// What banks are compiled for.
  let form: Form
  private let gone = Mutex(false)

  /// What makes one engine's banks differ from another's.
  struct Form: Equatable {
    /// For conditional chunks that ask for it, and for levels.
    let rate: SampleRate
    /// Whether the engine reads levels (`WaveLevels`).
    let hasLevels: Bool
  }

  init(
    _ publisher: consuming TablePublisher<InstrumentTable>, choices: consuming RingConsumer<ChannelProgram>,
    _ form: Form
  ) {
    self.publisher = publisher
    self.choices = choices
    self.form = form
  }

  /// True once nobody may be expected to read a table any more. Thread: any but audio.
  var isGone: Bool { gone.withLock { $0 } }

  /// Thread: control.
  func leave() { gone.withLock { $0 = true } }
}
