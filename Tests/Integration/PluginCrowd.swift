// SPDX-License-Identifier: MIT
// Many plug-ins in sandboxes, beside the synthesizer, and how they die. The test's thread.

import CJack
import Control
import Foundation

/// The real program with a synthesizer on its first group and plug-ins of the tests' own on the others, each in a sandbox, which send
/// out what they are given.
final class PluginCrowd {
  /// How one of them ends.
  enum Death: Int, CaseIterable {
    /// From outside.
    case killed, faulted
    /// From inside: it stays for ever in the block of a key.
    case looping
    /// It writes over the memory that it shares with the program, for ever; or over that and then all of its own.
    case scribbling, scribblingEverywhere

    /// The key that is its death; nil where a signal is.
    var key: UInt8? {
      switch self {
      case .killed, .faulted: nil
      case .looping: 66
      case .scribbling: 67
      case .scribblingEverywhere: 69
      }
    }
  }

  let controlled: ControlledStage
  let groups: ClosedRange<Int>
  private let folder: URL
  private let listener: ListenerProbe
  /// Processes that have been told to die.
  private var dead: [Int: pid_t] = [:]
  /// How often a group was given a new one.
  private var given: [Int: Int] = [:]

  /// `serverWaits`: see `ServerKind.command`.
  init(count: Int, period: Int = 256, serverWaits: Bool) throws {
    groups = 2...count + 1
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lv2-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: TestBundle.path.get(), toPath: folder.appendingPathComponent("tests.lv2").path)
    controlled = try ControlledStage(
      period: period, bank: .tone, environment: ["LV2_PATH": folder.path], serverWaits: serverWaits)
    listener = try ListenerProbe(on: controlled.stage.server)
    guard try controlled.ctl("groups", "\(count + 1)").status == 0,
      try controlled.ctl("outputs", "groups").status == 0
    else { throw JackServer.Failure(description: "no groups: \(controlled.stage.program.errors)") }
    for group in groups {
      try choose(group)
      guard listener.connect("wavesink:midi_out_\(group)", "listener:in"), plays(group) else {
        throw JackServer.Failure(description: "group \(group) does not play: \(controlled.stage.program.errors)")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Puts a new plug-in on a group, as a person does.
  func choose(_ group: Int) throws {
    guard try controlled.ctl("miniport", "\(group)", TestBundle.uri("mortal")).status == 0 else {
      throw JackServer.Failure(description: "group \(group) gets no plug-in: \(controlled.stage.program.errors)")
    }
  }

  /// Whether a note comes back from the plug-in of a group within some seconds, one after the other.
  func plays(_ group: Int, within seconds: Double = 3) -> Bool {
    _ = listener.take()
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      send(60, to: group)
      // The channel says which group it was.
      let isHeard = waitUntil(seconds: 0.1) {
        listener.take().contains { $0.bytes == [0x90 | UInt8(group - 1), 60, 127] }
      }
      if isHeard { return true }
    }
    return false
  }

  /// Ends the plug-in of a group; false where it is not known which process that is.
  func end(_ group: Int, _ death: Death) -> Bool {
    if let key = death.key {
      send(key, to: group)
      return true
    }
    guard waitUntil(seconds: 10, { process(of: group) != dead[group] }), let process = process(of: group) else {
      return false
    }
    dead[group] = process
    return kill(process, death == .killed ? SIGKILL : SIGSEGV) == 0
  }

  /// Whether the plug-in of a group plays again: anew by itself, or, where it has ended too often, chosen anew as a person would.
  func returns(_ group: Int) throws -> Bool {
    let end = Date(timeIntervalSinceNow: 30)
    while Date() < end {
      if plays(group, within: 0.3) { return true }
      let losses = lines(of: group).filter { $0.contains("and is left alone now") }.count
      guard losses > (given[group] ?? 0) else { continue }
      given[group] = losses
      try choose(group)
    }
    return false
  }

  /// How often the server has said that a cycle was not done in time, or that this client was not.
  func xruns(of client: String? = nil) -> Int {
    let lines = controlled.stage.server.errors.split(separator: "\n").filter { $0.contains("XRun") }
    guard let client else { return lines.count }
    return lines.filter { $0.contains("client = \(client) ") || $0.contains("client \(client) ") }.count
  }

  private func send(_ key: UInt8, to group: Int) {
    try? controlled.client.sendOnly(
      OSCMessage("/wavesink/note", .int32(Int32(group)), .int32(Int32(group)), .int32(Int32(key)), .int32(127)))
  }

  /// The process that hosts the plug-in of a group, as that has said itself last.
  private func process(of group: Int) -> pid_t? {
    lines(of: group).last { $0.contains("says: is process ") }?.split(separator: " ").last.flatMap { pid_t($0) }
  }

  /// What the program has said of a group.
  private func lines(of group: Int) -> [Substring] {
    controlled.stage.program.errors.split(separator: "\n").filter { $0.contains("group \(group): ") }
  }
}
