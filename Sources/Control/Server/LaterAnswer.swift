// SPDX-License-Identifier: MIT
// An answer that takes its time. Control threads.

internal import Synchronization

/// What somebody is to be told as soon as it is known: values, or why there are none.
public final class LaterAnswer: Sendable {
  private let state = Mutex<Result<[OSCValue], ControlFault>?>(nil)

  /// Thread: control.
  public init() {}

  /// Nil until it is known. Thread: control.
  public var outcome: Result<[OSCValue], ControlFault>? { state.withLock { $0 } }

  /// Tells who waits; once. Thread: control.
  public func finish(_ outcome: Result<[OSCValue], ControlFault>) { state.withLock { $0 = $0 ?? outcome } }

  /// It cannot be done; why. Thread: control.
  public func fail(_ sentence: String) { finish(.failure(ControlFault(.failed, sentence))) }
}
