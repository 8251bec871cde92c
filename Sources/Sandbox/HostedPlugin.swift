// SPDX-License-Identifier: MIT
// A plug-in in its sandbox. Main thread of the sandbox.

import LV2
import Realtime
import SandboxProtocol

/// A plug-in that runs here.
final class HostedPlugin: HostedGuest {
  private let instance: PluginInstance
  private let thread: GuestThread<SandboxGuest>
  private var notices: [String] = []

  /// Loads it, and lets it play. `file`: the memory of its sound. Thread: main.
  init(_ plugin: SandboxPlugin, _ file: OpenFile?) throws(GuestRefusal) {
    try GuestRefusal.check(version: plugin.version)
    do throws(PluginFault) {
      let world = PluginLibrary().world(bundle: plugin.bundle)
      instance = try PluginInstance(
        plugin.uri, in: world, rate: SampleRate(hertz: UInt32(clamping: max(1, plugin.rate))),
        period: max(1, plugin.period), as: plugin.isEffect ? .effect : .instrument)
      try instance.prepare(
        preset: plugin.preset, state: plugin.state, controls: plugin.controls, controllers: plugin.controllers)
    } catch { throw GuestRefusal(sentence: error.description) }
    let memory = try GuestRefusal.memory(
      SandboxLayout(of: instance.description), byteCount: plugin.byteCount, file)
    thread = GuestThread(SandboxGuest(instance, memory))
  }

  var threadNumber: Int32 { thread.number }

  var stateText: String? {
    guard let state = instance.stateText else { return nil }
    guard let problem = SandboxState.problem(state) else { return state }
    notices.append("\(problem): it is not kept")
    return nil
  }

  /// Sets a property, by its URI; what cannot be set stays as it is. Thread: main.
  func set(_ property: String, toText text: String) { _ = try? instance.set(property, toText: text) }

  func takeLog() -> [String] { instance.log.takeLines() }

  func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  func leave() { thread.leave() }
}
