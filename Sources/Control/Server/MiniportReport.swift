// SPDX-License-Identifier: MIT
// What plays a group, as values for programs. Control threads.

internal import Miniport
public import Racks
internal import Synchronization

/// What `/wavesink/miniports` tells of a group. Fields may be added, and are never renamed.
public struct MiniportReport: Codable, Sendable {
  /// From 1.
  public let group: Int
  /// synthesizer, uart, or the URI of a plug-in.
  public let what: String
  /// What people call it.
  public let name: String
  /// in-process, sandbox or pipelined; nil for what has no choice.
  public let mode: String?
  /// The sandbox that it shares, by its name; nil for none.
  public let sandbox: String?
  /// playing, starting, failed or given-up; stopped while there is no server.
  public let state: String
  /// Why it has not begun, where it has failed.
  public let reason: String?
  /// How often its sandbox was started anew.
  public let restarts: Int
  /// How late it is.
  public let latencyFrames: Int

  /// `status`: nil for what is no part of the engine at hand. `latencyFrames`: of the synthesizer of all groups; nil where there is no engine.
  init(_ group: Int, _ choice: MiniportChoice, _ status: MiniportStatus?, latencyFrames synthesizerLatency: Int?) {
    self.group = group
    what = choice.text
    mode = choice.mode?.rawValue
    sandbox = choice.sandboxGroup
    let running = RunningReport(choice, status, isStopped: synthesizerLatency == nil)
    (name, state, reason, restarts) = (running.name, running.state, running.reason, running.restarts)
    latencyFrames = status?.latencyFrames ?? (choice == .synthesizer ? synthesizerLatency ?? 0 : 0)
  }
}

/// How a plug-in is, as values for programs.
public struct RunningReport: Codable, Sendable {
  /// What people call it.
  public let name: String
  /// playing, starting, failed or given-up; stopped while there is no server.
  public let state: String
  /// Why it has not begun, where it has failed.
  public let reason: String?
  /// How often its sandbox was started anew.
  public let restarts: Int
  /// How late it is.
  public let latencyFrames: Int

  init(_ choice: MiniportChoice, _ status: MiniportStatus?, isStopped: Bool) {
    let usual = choice == .synthesizer ? MiniportChoice.synthesizerName : choice.text
    name = status?.name ?? usual
    // What nobody has told of yet is on its way; the synthesizer is always there.
    let quiet: MiniportStatus.State = choice == .synthesizer ? .playing : .starting
    state = isStopped ? "stopped" : (status?.state ?? quiet).rawValue
    (reason, restarts, latencyFrames) = (status?.reason, status?.restarts ?? 0, status?.latencyFrames ?? 0)
  }
}

extension Studio {
  /// How the miniports of the engine at hand are; none without one. Thread: main, often.
  public func setStatuses(_ new: [PluginAddress: MiniportStatus]) { statuses.withLock { $0 = new } }

  /// What plays each group. Thread: control.
  func miniportReports() -> [MiniportReport] {
    let (statuses, form) = (statuses.withLock { $0 }, form)
    return (1...max(1, groupCount)).map { group in
      let choice = miniport(ofGroup: group)
      // What has just been replaced is told of until the next look.
      let status = choice == .synthesizer ? nil : statuses[.group(group)]
      return MiniportReport(group, choice, status, latencyFrames: form?.latencyFrames)
    }
  }

  /// A strip, and how its effects are. Thread: control.
  func report(of name: StripName, _ choice: StripChoice) -> StripReport {
    let (statuses, isStopped) = (statuses.withLock { $0 }, form == nil)
    return StripReport(name, choice) { number in
      RunningReport(
        .plugin(choice.inserts[number - 1]), statuses[.insert(number, of: name)], isStopped: isStopped)
    }
  }
}
