// SPDX-License-Identifier: MIT
// Reads what lilv knows of the properties of a plug-in. Control threads, under the lock of the world.

import CLilv

extension PluginProperty {
  /// Those that a plug-in says it has, in the order of their URIs. `canBeSet`: it has a port for messages that set them. Thread: control.
  static func all(of plugin: OpaquePointer, canBeSet: Bool, _ nodes: LilvNodes) -> [PluginProperty] {
    func named(_ word: String) -> Set<String> {
      unsafe Set(LilvNodes.take(lilv_plugin_get_value(plugin, nodes.node(LV2URI.patch + word))))
    }
    let writable = named("writable")
    return writable.union(named("readable")).sorted().map {
      PluginProperty($0, isWritable: canBeSet && writable.contains($0), nodes)
    }
  }

  /// Thread: control.
  private init(_ uri: String, isWritable: Bool, _ nodes: LilvNodes) {
    let subject = unsafe nodes.node(uri)
    func value(_ predicate: String) -> OpaquePointer? {
      unsafe lilv_world_get(nodes.world, subject, nodes.node(predicate), nil)
    }
    self.uri = uri
    self.isWritable = isWritable
    name = unsafe LilvNodes.takeText(value(LV2URI.rdfs + "label")) ?? uri
    let ranges = unsafe LilvNodes.take(
      lilv_world_find_nodes(nodes.world, subject, nodes.node(LV2URI.rdfs + "range"), nil))
    kind = ranges.lazy.compactMap(PluginProperty.kind).first ?? .unknown
    least = unsafe LilvNodes.takeNumber(value(LV2URI.core + "minimum"))
    greatest = unsafe LilvNodes.takeNumber(value(LV2URI.core + "maximum"))
    first = unsafe LilvNodes.takeNumber(value(LV2URI.core + "default"))
  }

  /// What values of a type are; nil for what is none of atoms.
  private static func kind(ofType uri: String) -> Kind? {
    guard uri.hasPrefix(LV2URI.atom) else { return nil }
    return Kind(rawValue: uri.dropFirst(LV2URI.atom.count).lowercased())
  }
}
