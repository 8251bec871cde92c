// SPDX-License-Identifier: MIT
// What the sandbox's own program does. The main thread of that process.

import CRealtime
import CSandbox
import Glibc
import LV2
import Realtime
import SandboxProtocol

/// Reads its orders from descriptor 3, gives up what it does not need, and runs a plug-in in the memory of descriptor 4.
public enum SandboxHost {
  /// Bytes of address space that a plug-in may take.
  private static let memoryLimit: UInt64 = 8 << 30

  /// Ends when the client does. Thread: main, of a process that `SandboxProcess` has started.
  public static func run() {
    sandbox_follow_parent()
    let socket = SandboxSocket(3)
    guard case .value(.open(let plugin)) = socket.receive(SandboxOrder.self, milliseconds: 10_000) else { return }
    guard plugin.version == SandboxLayout.version else {
      _ = socket.send(
        SandboxAnswer.refused(
          "the sandbox is of another version (\(SandboxLayout.version)) than the client (\(plugin.version))"))
      return
    }
    let protection = protect(plugin)
    let instance: PluginInstance
    do throws(PluginFault) {
      instance = try start(plugin)
    } catch {
      _ = socket.send(SandboxAnswer.refused(error.description))
      return
    }
    let layout = SandboxLayout(of: instance.description)
    guard layout.byteCount == plugin.byteCount, let memory = SandboxMemory(mapping: 4, layout) else {
      _ = socket.send(
        SandboxAnswer.refused("the plug-in has other ports in the sandbox than in the client: was it replaced?"))
      return
    }
    let thread = GuestThread(instance, memory)
    let isFiltered = sandbox_filter_calls()
    var whole = protection
    whole.filtersSystemCalls = isFiltered
    guard socket.send(SandboxAnswer.ready(thread: thread.number, protection: whole)) else { return }
    while true {
      switch socket.receive(SandboxOrder.self, milliseconds: 200) {
      case .value(.state): _ = socket.send(SandboxAnswer.state(instance.stateText))
      case .value(.text(let property, let text)): _ = try? instance.set(property, toText: text)
      case .end: return
      case .value(.open), .nothing: break
      }
      let lines = instance.log.takeLines()
      if !lines.isEmpty { _ = socket.send(SandboxAnswer.log(lines)) }
    }
  }

  private static func start(_ plugin: SandboxPlugin) throws(PluginFault) -> PluginInstance {
    let world = PluginLibrary().world(bundle: plugin.bundle)
    let instance = try PluginInstance(
      plugin.uri, in: world, rate: SampleRate(hertz: UInt32(clamping: max(1, plugin.rate))),
      period: max(1, plugin.period), as: plugin.isEffect ? .effect : .instrument)
    try instance.prepare(
      preset: plugin.preset, state: plugin.state, controls: plugin.controls, controllers: plugin.controllers)
    return instance
  }

  /// Gives up everything before any code of the plug-in is loaded, but for the filter of system calls, which loading needs.
  private static func protect(_ plugin: SandboxPlugin) -> SandboxProtection {
    let isHumble = sandbox_drop_privileges()
    let isOffline = sandbox_go_offline()
    sandbox_limit(memoryLimit)
    let rules = sandbox_open_rules()
    var limitsFiles = false
    if rules >= 0 {
      let folders = ["/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/devices/system/cpu", "/dev/null", "/dev/urandom"]
      for folder in folders + PluginLibrary.folders + [SandboxProgram.ownFolder] + [plugin.bundle].compactMap({ $0 }) {
        _ = unsafe sandbox_allow_reading(rules, folder)
      }
      limitsFiles = sandbox_close_rules(rules)
    }
    return SandboxProtection(
      hasNoNewPrivileges: isHumble, filtersSystemCalls: false, isOffline: isOffline, limitsFiles: limitsFiles)
  }
}

/// The audio thread of a sandbox.
private final class GuestThread: @unchecked Sendable {
  // Safe because `guest` is used by its own thread alone.
  private var guest: SandboxGuest
  private let numbers = BlockingQueue<Int32>()
  /// As the kernel counts it, for who gives it a priority.
  private(set) var number: Int32 = 0

  init(_ plugin: PluginInstance, _ memory: SandboxMemory) {
    guest = SandboxGuest(plugin, memory)
    _ = WorkerThread(name: "sandbox audio") { [self] in
      rt_flush_denormals()
      numbers.push(rt_this_thread())
      while true { _ = guest.turn() }
    }
    number = numbers.pop() ?? 0
  }
}
