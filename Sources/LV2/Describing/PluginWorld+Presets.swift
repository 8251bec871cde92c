// SPDX-License-Identifier: MIT
// The presets of plug-ins, as their data have them. Control threads.

import CLilv

extension PluginWorld {
  /// Those of a plug-in, in the order of their names. Thread: control; it reads the file of each.
  public func presets(of plugin: String) -> [PluginPreset] {
    unsafe withPlugin(plugin) { plugin, state in
      let kind = unsafe state.nodes.node(LV2URI.presets + "Preset")
      guard let related = unsafe lilv_plugin_get_related(plugin, kind) else { return [] }
      defer { unsafe lilv_nodes_free(related) }
      var found: [PluginPreset] = []
      var place = unsafe lilv_nodes_begin(related)
      while unsafe !lilv_nodes_is_end(related, place) {
        if let node = unsafe lilv_nodes_get(related, place), let uri = unsafe LilvNodes.text(node) {
          unsafe lilv_world_load_resource(state.world, node)
          let label = unsafe lilv_world_get(state.world, node, state.nodes.node(LV2URI.rdfs + "label"), nil)
          found.append(PluginPreset(uri: uri, name: unsafe LilvNodes.takeText(label) ?? uri))
        }
        unsafe place = unsafe lilv_nodes_next(related, place)
      }
      return found.sorted { ($0.name, $0.uri) < ($1.name, $1.uri) }
    } ?? []
  }

  /// What is in a preset of a plug-in, by its URI or its name; nil where there is none. Nothing is started. Thread: control.
  func content(of preset: String, _ plugin: String) -> PluginPreset.Content? {
    unsafe withPreset(preset, of: plugin) { preset, made, _ in
      let values = PresetValues()
      unsafe lilv_state_emit_port_values(made, lv2CollectPortValue, Unmanaged.passUnretained(values).toOpaque())
      let hasState = unsafe lilv_state_get_num_properties(made) > 0
      return PluginPreset.Content(preset: preset, controls: values.values, hasState: hasState)
    }
  }

  /// Something with a preset, by its URI or its name; nil where there is none. Thread: control.
  func withPreset<Result>(
    _ preset: String, of plugin: String, _ body: (PluginPreset, OpaquePointer, borrowing State) -> Result
  ) -> Result? {
    guard let known = presets(of: plugin).first(where: { $0.uri == preset || $0.name == preset }) else { return nil }
    return unsafe withPlugin(plugin) { _, state in
      var map = unsafe LV2_URID_Map(handle: nil, map: lv2MapURI)
      guard let node = unsafe state.nodes.node(known.uri),
        let made = unsafe lilv_state_new_from_world(state.world, &map, node)
      else { return nil }
      defer { unsafe lilv_state_free(made) }
      return unsafe body(known, made, state)
    } ?? nil
  }
}

extension PluginLibrary {
  /// The presets of a plug-in. Thread: control; it may read the data of all bundles.
  public func presets(of plugin: String, bundle: String? = nil) -> [PluginPreset] {
    world(bundle: bundle).presets(of: plugin)
  }

  /// What is in one of them, by its URI or its name. Thread: control; see `presets`.
  public func preset(
    _ preset: String, of plugin: String, bundle: String? = nil
  ) throws(PluginFault) -> PluginPreset.Content {
    guard let content = world(bundle: bundle).content(of: preset, plugin) else {
      throw .unknownPreset(uri: plugin, preset: preset)
    }
    return content
  }
}

/// What a preset sets controls to. Thread: control.
private final class PresetValues {
  var values: [String: Float] = [:]
}

/// Takes the value of a control from a preset. Thread: control.
@c func lv2CollectPortValue(
  _ symbol: UnsafePointer<CChar>?, _ owner: UnsafeMutableRawPointer?, _ value: UnsafeRawPointer?, _ byteCount: UInt32,
  _ type: UInt32
) {
  guard let symbol = unsafe symbol, let owner = unsafe owner, let value = unsafe value,
    let number = unsafe URIDMap.number(value, byteCount, type)
  else { return }
  unsafe Unmanaged<PresetValues>.fromOpaque(owner).takeUnretainedValue().values[String(cString: symbol)] = number
}
