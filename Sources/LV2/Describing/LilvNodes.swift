// SPDX-License-Identifier: MIT
// Nodes of lilv's data. Control threads, under the lock of the world.

import CLilv

/// A world, and the nodes that questions are asked with.
@safe final class LilvNodes {
  // Safe because every node is freed with this, and the world after them.
  let world: OpaquePointer
  private var nodes: [String: OpaquePointer] = unsafe [:]

  init() { unsafe world = lilv_world_new() }

  deinit {
    let all = unsafe Array(nodes.values)
    for index in unsafe all.indices { unsafe lilv_node_free(all[index]) }
    unsafe lilv_world_free(world)
  }

  /// The node of a URI.
  func node(_ uri: String) -> OpaquePointer? {
    if let known = unsafe nodes[uri] { return unsafe known }
    let made = unsafe lilv_new_uri(world, uri)
    unsafe nodes[uri] = unsafe made
    return unsafe made
  }

  /// The texts of a list of nodes, which is freed.
  static func take(_ list: UnsafeMutableRawPointer?) -> [String] {
    guard let list = unsafe list else { return [] }
    defer { unsafe lilv_nodes_free(list) }
    return unsafe texts(list)
  }

  /// The texts of a list of nodes.
  static func texts(_ list: UnsafeRawPointer?) -> [String] {
    guard let list = unsafe list else { return [] }
    var found: [String] = []
    var place = unsafe lilv_nodes_begin(list)
    while unsafe !lilv_nodes_is_end(list, place) {
      if let text = unsafe text(lilv_nodes_get(list, place)) { found.append(text) }
      unsafe place = unsafe lilv_nodes_next(list, place)
    }
    return found
  }

  /// The text of a node, whatever its type.
  static func text(_ node: OpaquePointer?) -> String? {
    guard let node = unsafe node, let text = unsafe lilv_node_as_string(node) else { return nil }
    return unsafe String(cString: text)
  }

  /// The text of a node that is freed.
  static func takeText(_ node: OpaquePointer?) -> String? {
    guard let node = unsafe node else { return nil }
    defer { unsafe lilv_node_free(node) }
    return unsafe text(node)
  }

  /// The number of a node that is freed; nil where it is none.
  static func takeNumber(_ node: OpaquePointer?) -> Float? {
    guard let node = unsafe node else { return nil }
    defer { unsafe lilv_node_free(node) }
    return unsafe number(node)
  }

  /// The number of a node; nil where it is none.
  static func number(_ node: OpaquePointer?) -> Float? {
    guard let node = unsafe node, unsafe lilv_node_is_float(node) || lilv_node_is_int(node) else { return nil }
    let number = unsafe lilv_node_as_float(node)
    return number.isFinite ? number : nil
  }

  /// The folder that the URI of a file names.
  static func path(_ node: OpaquePointer?) -> String? {
    guard let node = unsafe node, let text = unsafe lilv_node_get_path(node, nil) else { return nil }
    defer { unsafe lilv_free(text) }
    return unsafe String(cString: text)
  }
}
