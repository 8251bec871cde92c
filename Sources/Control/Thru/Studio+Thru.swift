// SPDX-License-Identifier: MIT
// Where what comes in by the inputs goes: set, kept for the next engine, and read. Control threads.

public import Miniport
internal import Synchronization

extension Studio {
  /// Where the inputs' messages go. Thread: any but audio.
  public var routes: ThruRoutes { present.routes }

  /// These are the routes from the next block on; an engine that comes is told of them. False, and nothing has changed, where the engine at
  /// hand has stopped. Thread: control.
  func setRoutes(_ routes: ThruRoutes) -> Bool {
    guard thru.withLock({ $0?.set(routes) ?? true }) else { return false }
    settings.withLock { $0.routes = routes }
    return true
  }

  /// The routes of an engine that comes. Thread: control.
  func attach(_ new: ThruSwitch) {
    thru.withLock { $0 = new }
    _ = new.set(present.routes)
  }
}
