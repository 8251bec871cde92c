// SPDX-License-Identifier: MIT
// A client's way into an engine. Control threads.

public import Miniport
import Synchronization

/// The input of a port with a sequencer of its own, for whichever client has it at the time.
public final class ClientInput: Sendable {
  private let input: Mutex<PortInput>

  /// Thread: setup.
  public init(_ input: consuming PortInput) { self.input = Mutex(input) }

  /// The input, for one thread at a time.
  func withInput<Result>(_ body: (borrowing PortInput) -> Result) -> Result { input.withLock { body($0) } }
}
