// SPDX-License-Identifier: MIT
// Who may share a sandbox. Setup and control threads.

import Sandbox
import Synthesis

/// The miniports that there are when another one begins.
struct SandboxNeighbors {
  /// Those that are there.
  var places: [SlotPlace] = []
  /// Folders with plug-ins of those that are there or will be, by the names of their sandboxes.
  var bundles: [String: Set<String>] = [:]

  /// Nobody.
  static let none = SandboxNeighbors()

  /// The sandbox of this name, which begins where there is none, or one for somebody alone. `bundle`: what that one reads.
  /// Thread: control.
  func group(
    _ name: String?, bundle: String?, _ site: PluginSite, hasSynthesizer: Bool = false
  ) throws(SandboxProcess.Failure) -> SandboxGroup {
    let groups = places.compactMap(\.sandbox?.group)
    if let name, let group = groups.first(where: { $0.name == name && !$0.isGivenUp }) {
      if let obstacle = group.obstacle(to: bundle) { throw .refused(obstacle) }
      return group
    }
    let all = (name.flatMap { bundles[$0] } ?? []).union([bundle].compactMap { $0 })
    // A synthesizer may still come where others may.
    let mayPlay = name != nil || hasSynthesizer
    let byteLimit = mayPlay ? site.synthesizer?.downloader.sampleMemory.limit ?? 0 : 0
    return try SandboxGroup(name, bundles: all, sampleByteLimit: byteLimit, program: site.sandboxProgram)
  }

  /// The bundles of plug-ins by the names of their sandboxes.
  static func bundles(of plugins: [PluginChoice]) -> [String: Set<String>] {
    var bundles: [String: Set<String>] = [:]
    for plugin in plugins {
      if let name = plugin.sandboxGroup, let bundle = plugin.bundle { bundles[name, default: []].insert(bundle) }
    }
    return bundles
  }
}
