// SPDX-License-Identifier: MIT
// The control server's way into an engine. Control threads.

import Miniport
import Realtime
import Synchronization

/// An engine as the control server reaches it.
final class ControlInput: Sendable {
  private let input: Mutex<PortInput>
  /// Those of clients.
  let clients: [ClientInput]
  /// What comes in by JACK.
  let captured: Mutex<CaptureReader>
  let form: Studio.EngineForm
  /// The frame of a moment, in nanoseconds of the system's real-time clock.
  let frame: @Sendable (UInt64) -> FrameTime

  init(
    _ input: consuming PortInput, _ clients: [ClientInput], _ captured: consuming RingConsumer<CapturedPiece>,
    _ form: Studio.EngineForm, frame: @escaping @Sendable (UInt64) -> FrameTime
  ) {
    self.input = Mutex(input)
    self.clients = clients
    self.captured = Mutex(CaptureReader(captured))
    self.form = form
    self.frame = frame
  }

  /// The way in, for one thread at a time.
  func withInput<Result>(_ body: (borrowing PortInput) -> Result) -> Result { input.withLock { body($0) } }
}
