// SPDX-License-Identifier: MIT
// Somebody wants other groups, outputs, miniports or effects. Control threads.

public import Miniport
public import Racks
internal import Synchronization

/// One wish and what became of it. The program's main thread fulfils it: it alone has the ports.
public final class LayoutRequest: Sendable {
  /// Channel groups, from 1; nil to leave them as they are.
  public let groupCount: Int?
  /// Nil to leave them as they are.
  public let outputs: OutputLayout?
  /// Nil to leave them as they are.
  public let effects: EffectsOutput?
  /// What is to play a group, from 1; nil to leave all as they are.
  public let miniport: (group: Int, choice: MiniportChoice)?
  /// What is to be changed of a strip, nil for no strip any more; nil to leave all as they are.
  public let strip: (name: StripName, change: StripChange?)?
  private let state = Mutex<Outcome?>(nil)

  /// How it ended.
  public enum Outcome: Sendable, Equatable {
    /// There are these now.
    case done(PortLayout)
    /// Why nothing has changed.
    case failed(String)
  }

  /// Thread: control.
  public init(
    groupCount: Int? = nil, outputs: OutputLayout? = nil, effects: EffectsOutput? = nil,
    miniport: (group: Int, choice: MiniportChoice)? = nil, strip: (name: StripName, change: StripChange?)? = nil
  ) {
    self.groupCount = groupCount
    self.outputs = outputs
    self.effects = effects
    self.miniport = miniport
    self.strip = strip
  }

  /// Nil until it is fulfilled, or has failed. Thread: control.
  public var outcome: Outcome? { state.withLock { $0 } }

  /// Tells who waits; once. Thread: main.
  public func finish(_ outcome: Outcome) { state.withLock { $0 = $0 ?? outcome } }
}

extension Studio {
  /// What has been asked for since the last call. Thread: main.
  public func takeLayoutRequests() -> [LayoutRequest] {
    layouts.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }
}
