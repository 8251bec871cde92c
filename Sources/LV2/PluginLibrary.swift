// SPDX-License-Identifier: MIT
// The plug-ins of the machine, whatever is installed and removed. Control threads.

internal import Glibc
internal import Synchronization

/// What is installed, and bundles that somebody names: as descriptions, and as worlds in which plug-ins can be started.
public final class PluginLibrary: Sendable {
  private let cache: PluginCache?
  private let ownFolders: [String]?
  private let state = Mutex(State())

  private struct State {
    /// By the bundle of somebody's own; an empty name for none.
    var worlds: [String: Known<PluginWorld>] = [:]
    var installed: Known<[PluginDescription]>?
  }

  /// Something, and what the bundles looked like when it was made.
  private struct Known<Value: Sendable>: Sendable {
    let value: Value
    let stamps: BundleStamps
  }

  /// Knows nothing yet. `cache`: where descriptions outlast the program. `folders`: where bundles are looked for, instead of where
  /// LV2 looks for them. Thread: any.
  public init(cache: PluginCache? = nil, folders: [String]? = nil) {
    self.cache = cache
    ownFolders = folders
  }

  /// All plug-ins that are installed now, in the order of their URIs. Nothing of them is started, and lilv reads their data only where
  /// something has changed since somebody did. Thread: control.
  public var descriptions: [PluginDescription] {
    let stamps = stamps(nil)
    return state.withLock { state in
      if let known = installed(stamps, &state) { return known }
      let world = world(nil, stamps, &state)
      let read = world.descriptions
      cache?.write(read, stamps, files: world.files)
      state.installed = Known(value: read, stamps: stamps)
      return read
    }
  }

  /// What is installed now, with a bundle of somebody's own, which nobody else sees. Thread: control; the first time, and when something was
  /// installed, removed or changed, it reads the data of all bundles.
  public func world(bundle: String? = nil) -> PluginWorld {
    let stamps = stamps(bundle)
    return state.withLock { world(bundle, stamps, &$0) }
  }

  /// A plug-in by its URI; nil where it is not there. Thread: control.
  public func description(of uri: String, bundle: String? = nil) -> PluginDescription? {
    let stamps = stamps(bundle)
    return state.withLock { state in
      if bundle == nil, let known = installed(stamps, &state) { return known.first { $0.uri == uri } }
      // Of one plug-in the data are read sooner than those of all.
      return world(bundle, stamps, &state).description(of: uri)
    }
  }

  /// A plug-in that can be hosted, by its URI, for what it is to be. Thread: control.
  public func hostable(
    _ uri: String, bundle: String? = nil, as role: PluginRole = .instrument
  ) throws(PluginFault) -> PluginDescription {
    guard let found = description(of: uri, bundle: bundle) else { throw .unknown(uri) }
    return try found.hostable(as: role)
  }

  private func stamps(_ bundle: String?) -> BundleStamps {
    BundleStamps(folders: ownFolders ?? PluginLibrary.folders, bundles: [bundle].compactMap { $0 })
  }

  /// What is known of the plug-ins that look like this from outside, here or on disk.
  private func installed(_ stamps: BundleStamps, _ state: inout State) -> [PluginDescription]? {
    if let known = state.installed, known.stamps == stamps { return known.value }
    guard let read = cache?.read(stamps) else { return nil }
    state.installed = Known(value: read, stamps: stamps)
    return read
  }

  private func world(_ bundle: String?, _ stamps: BundleStamps, _ state: inout State) -> PluginWorld {
    if let known = state.worlds[bundle ?? ""], known.stamps == stamps { return known.value }
    let world = PluginWorld(bundles: [bundle].compactMap { $0 }, folders: ownFolders)
    state.worlds[bundle ?? ""] = Known(value: world, stamps: stamps)
    return world
  }

  /// The folders in which LV2 looks for bundles, as lilv does. Thread: any but audio.
  public static var folders: [String] {
    let path = variable("LV2_PATH") ?? "~/.lv2:/usr/local/lib/lv2:/usr/lib/lv2:/usr/lib/\(architecture)/lv2"
    return path.split(separator: ":").map { folder in
      folder.hasPrefix("~") ? (variable("HOME") ?? "") + folder.dropFirst() : String(folder)
    }
  }

  /// Of this process's environment.
  static func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

  #if arch(x86_64)
    private static let architecture = "x86_64-linux-gnu"
  #else
    private static let architecture = "aarch64-linux-gnu"
  #endif
}
