// SPDX-License-Identifier: MIT
// Which connections a client is to have, whoever comes and goes. Control thread.

public import Miniport

/// Remembers a client's connections by the names of the ports, and tells what is to be connected again.
///
/// It learns by looking at what is connected. A connection that is there is wanted. One that is missing although the other
/// port is there, and was there all the time, was taken away by somebody, and is forgotten; but only after a while, for a
/// client that leaves is disconnected before its ports go. One whose other port is gone, or has come anew, is wanted still.
public struct PatchMemory: Sendable {
  /// A connection of one of this client's ports.
  public struct Patch: Hashable, Sendable {
    /// The port's name within the client, which no restart changes.
    public let port: String
    /// The full name of the other client's port.
    public let other: String

    /// Thread: any.
    public init(port: String, other: String) {
      self.port = port
      self.other = other
    }
  }

  /// What a look has shown.
  public struct Findings: Equatable, Sendable {
    /// Connections to make: their other side is back.
    public var returning: Set<Patch> = []
    /// Own ports that have lost a connection since the last look.
    public var bereaved: Set<String> = []
  }

  /// How long the other port must stay, with nothing connected to it, until somebody must have wanted that.
  static let patience = Duration.milliseconds(500)
  /// How long after news the connections may not be as it says: PipeWire tells of an end before it is in its lists.
  static let settling = Duration.milliseconds(100)

  /// The connections that the client is to have.
  public private(set) var wanted: Set<Patch> = []
  /// Those that it had at the last look, but for those whose other port has come or gone since.
  private var seen: Set<Patch> = []
  /// Wanted ones whose other port was seen to be gone, or to come, since they were connected.
  private var absent: Set<Patch> = []
  /// Wanted ones that are missing, and since when, though their other port is there.
  private var doubtful: [Patch: ContinuousClock.Instant] = [:]
  /// Ports that have lost a connection which the next look would not miss.
  private var bereaved: Set<String> = []
  /// When to look once more after news.
  private var secondLook: ContinuousClock.Instant?

  /// Wants nothing. Thread: any.
  public init() {}

  /// How many of `patches` the client has. Thread: control.
  public func present(of patches: Set<Patch>) -> Int { seen.intersection(patches).count }

  /// When to look again though nothing has happened; nil where that makes no sense. Thread: control.
  public var nextLook: ContinuousClock.Instant? {
    [doubtful.values.min().map { $0 + PatchMemory.patience }, secondLook].compactMap { $0 }.min()
  }

  /// News of connections or ports has come, at which the caller looks: once more a little later. Thread: control.
  public mutating func hear(at now: ContinuousClock.Instant) { secondLook = now + PatchMemory.settling }

  /// Wants these connections and no others; the caller has taken away those that are there and not among them.
  /// Thread: control.
  public mutating func want(_ patches: Set<Patch>) {
    wanted = patches
    bereaved.formUnion(seen.subtracting(patches).map(\.port))
    seen.formIntersection(patches)
    absent = patches.subtracting(seen)
    doubtful = [:]
  }

  /// Does not want a connection any more, which the caller has taken away if it was there. Thread: control.
  public mutating func forget(_ patch: Patch) {
    wanted.remove(patch)
    if seen.remove(patch) != nil { bereaved.insert(patch.port) }
    absent.remove(patch)
    doubtful[patch] = nil
  }

  /// The client has other outputs and groups: what was wanted of a port that goes is wanted of those in its place.
  /// Thread: control.
  public mutating func move(to new: PortLayout, from old: PortLayout) {
    let names = Set(new.portNames)
    wanted = Set(
      wanted.flatMap { patch in
        let heirs = old.heirs(of: patch.port, in: new).map { Patch(port: $0, other: patch.other) }
        return names.contains(patch.port) ? [patch] + heirs : heirs
      })
    seen.formIntersection(wanted)
    absent = wanted.subtracting(seen)
    doubtful = [:]
    bereaved.formIntersection(names)
  }

  /// The client is another one now, with the same ports: nothing is connected, and all that was is wanted.
  /// Thread: control.
  public mutating func begin() {
    seen = []
    doubtful = [:]
    bereaved = []
    absent = wanted
  }

  /// A port of another client, by its full name, has come or gone. Thread: control.
  public mutating func portChanged(_ name: String) {
    for patch in wanted where patch.other == name {
      absent.insert(patch)
      if seen.remove(patch) != nil { bereaved.insert(patch.port) }
    }
  }

  /// Compares what is connected `now` with what is wanted. `exists`: whether a port of this full name is there.
  /// Thread: control.
  public mutating func look(
    at connected: Set<Patch>, now: ContinuousClock.Instant, exists: (String) -> Bool
  ) -> Findings {
    if let due = secondLook, due <= now { secondLook = nil }
    var findings = Findings()
    findings.bereaved = bereaved.union(seen.subtracting(connected).map(\.port))
    bereaved = []
    wanted.formUnion(connected)
    seen = connected
    absent.subtract(connected)
    for patch in connected { doubtful[patch] = nil }
    for patch in wanted.subtracting(connected) {
      guard exists(patch.other) else {
        absent.insert(patch)
        doubtful[patch] = nil
        continue
      }
      if absent.contains(patch) {
        findings.returning.insert(patch)
      } else if now - (doubtful[patch] ?? now) >= PatchMemory.patience {
        wanted.remove(patch)
        doubtful[patch] = nil
      } else if doubtful[patch] == nil {
        doubtful[patch] = now
      }
    }
    return findings
  }
}
