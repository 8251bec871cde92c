// SPDX-License-Identifier: MIT
// The plug-ins that are installed, as lilv finds them. Control threads.

import CLilv
import Synchronization

/// What is installed at a moment, by LV2's own means: the bundles of `LV2_PATH` or of the usual folders. Nothing of a plug-in is
/// started by that.
@safe public final class PluginWorld: Sendable {
  private let state: Mutex<State>

  /// What one thread at a time has.
  @safe struct State: ~Copyable, @unchecked Sendable {
    // Safe because lilv keeps no thread-local state, and the lock lets one thread at a time use it.
    let nodes = LilvNodes()
    var world: OpaquePointer { unsafe nodes.world }
  }

  /// `bundles`: folders of plug-ins that are seen beside those that are installed. `isAlone`: those and no others are seen. `folders`:
  /// where what is installed lies, instead of where LV2 looks for it. Thread: control.
  public init(bundles: [String] = [], isAlone: Bool = false, folders: [String]? = nil) {
    let state = State()
    // A bundle may describe itself by code, which lilv would run here, in the process.
    let no = unsafe lilv_new_bool(state.world, false)
    unsafe lilv_world_set_option(state.world, "http://drobilla.net/ns/lilv#dyn-manifest", no)
    unsafe lilv_node_free(no)
    if let folders {
      let path = unsafe lilv_new_string(state.world, folders.joined(separator: ":"))
      unsafe lilv_world_set_option(state.world, "http://drobilla.net/ns/lilv#lv2-path", path)
      unsafe lilv_node_free(path)
    }
    if !isAlone { unsafe lilv_world_load_all(state.world) }
    for bundle in bundles {
      let folder = bundle.hasSuffix("/") ? bundle : bundle + "/"
      guard let node = unsafe lilv_new_file_uri(state.world, nil, folder) else { continue }
      unsafe lilv_world_load_bundle(state.world, node)
      unsafe lilv_node_free(node)
    }
    self.state = Mutex(state)
  }

  /// All plug-ins, in the order of their URIs. Thread: control.
  public var descriptions: [PluginDescription] {
    unsafe withAll { plugin, state in unsafe PluginDescription(plugin, state.nodes) }.sorted { $0.uri < $1.uri }
  }

  /// A plug-in by its URI; nil where it is not there. Thread: control.
  public func description(of uri: String) -> PluginDescription? {
    unsafe withPlugin(uri) { plugin, state in unsafe PluginDescription(plugin, state.nodes) } ?? nil
  }

  /// A plug-in that can be hosted, by its URI, for what it is to be. Thread: control.
  public func hostable(_ uri: String, as role: PluginRole = .instrument) throws(PluginFault) -> PluginDescription {
    guard let found = description(of: uri) else { throw .unknown(uri) }
    return try found.hostable(as: role)
  }

  /// The files that say something of the plug-ins. Thread: control.
  var files: Set<String> {
    unsafe Set(
      withAll { plugin, _ in
        unsafe LilvNodes.texts(lilv_plugin_get_data_uris(plugin)).compactMap { uri in
          guard let path = unsafe lilv_file_uri_parse(uri, nil) else { return nil }
          defer { unsafe lilv_free(path) }
          return unsafe String(cString: path)
        } as [String]
      }.joined())
  }

  /// Something about a plug-in; nil where it is not there.
  func withPlugin<Result>(_ uri: String, _ body: (OpaquePointer, borrowing State) -> Result) -> Result? {
    state.withLock { state in
      guard let node = unsafe state.nodes.node(uri),
        let plugin = unsafe lilv_plugins_get_by_uri(lilv_world_get_all_plugins(state.world), node)
      else { return nil }
      return unsafe body(plugin, state)
    }
  }

  private func withAll<Result>(_ body: (OpaquePointer, borrowing State) -> Result?) -> [Result] {
    state.withLock { state in
      let plugins = unsafe lilv_world_get_all_plugins(state.world)
      var found: [Result] = []
      var place = unsafe lilv_plugins_begin(plugins)
      while unsafe !lilv_plugins_is_end(plugins, place) {
        if let plugin = unsafe lilv_plugins_get(plugins, place), let one = unsafe body(plugin, state) {
          found.append(one)
        }
        unsafe place = unsafe lilv_plugins_next(plugins, place)
      }
      return found
    }
  }
}
