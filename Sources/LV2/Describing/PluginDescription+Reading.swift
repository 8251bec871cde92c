// SPDX-License-Identifier: MIT
// Reads what lilv knows of a plug-in. Control threads, under the lock of the world.

import CLilv

extension PluginDescription {
  /// Nil for what is no plug-in that can be looked at. Thread: control.
  init?(_ plugin: OpaquePointer, _ nodes: LilvNodes) {
    guard let uri = unsafe LilvNodes.text(lilv_plugin_get_uri(plugin)),
      let bundle = unsafe LilvNodes.path(lilv_plugin_get_bundle_uri(plugin))
    else { return nil }
    func values(_ predicate: String) -> [String] {
      unsafe LilvNodes.take(lilv_plugin_get_value(plugin, nodes.node(predicate)))
    }
    self.uri = uri
    self.bundle = bundle
    name = unsafe LilvNodes.takeText(lilv_plugin_get_name(plugin)) ?? uri
    let label = unsafe lilv_plugin_class_get_label(lilv_plugin_get_class(plugin))
    kind = unsafe LilvNodes.text(label) ?? ""
    version = ["minorVersion", "microVersion"].map { values(LV2URI.core + $0).first.flatMap { Int($0) } ?? 0 }
    let required = unsafe LilvNodes.take(lilv_plugin_get_required_features(plugin)).sorted()
    let supported = unsafe LilvNodes.take(lilv_plugin_get_supported_features(plugin))
    requiredFeatures = required
    isRealtimeCapable = supported.contains(LV2URI.core + "hardRTCapable")
    hasState = unsafe lilv_plugin_has_extension_data(plugin, nodes.node(LV2URI.state + "interface"))
    hasWorker = unsafe lilv_plugin_has_extension_data(plugin, nodes.node(LV2URI.worker + "interface"))
    let count = unsafe Int(lilv_plugin_get_num_ports(plugin))
    let ports = (0..<count).compactMap { unsafe PluginPort($0, of: plugin, nodes) }
    self.ports = ports
    properties = unsafe PluginProperty.all(
      of: plugin, canBeSet: ports.contains { $0.isInput && $0.hasPatch }, nodes)
    var obstacles = PluginDescription.obstacles(required: required, isRealtimeCapable: isRealtimeCapable)
    if ports.count < count { obstacles.append("a port cannot be read") }
    for port in ports where port.kind == .unknown && !port.isOptional {
      obstacles.append("its port \(port.symbol) is of an unknown kind")
    }
    for port in ports where port.leastByteCount > PluginPorts.longestSequence {
      obstacles.append("its port \(port.symbol) asks for \(port.leastByteCount) bytes")
    }
    for option in values(LV2URI.options + "requiredOption") where !PluginDescription.options.contains(option) {
      obstacles.append("it asks for the option \(option)")
    }
    if unsafe !lilv_plugin_verify(plugin) { obstacles.append("its data are not complete") }
    self.obstacles = obstacles
  }

  /// Features that a plug-in may require.
  static let features: Set<String> = [
    LV2URI.urid + "map", LV2URI.urid + "unmap", LV2URI.options + "options", LV2URI.bufSize + "boundedBlockLength",
    LV2URI.bufSize + "fixedBlockLength", LV2URI.bufSize + "powerOf2BlockLength", LV2URI.worker + "schedule",
    LV2URI.state + "loadDefaultState", LV2URI.state + "threadSafeRestore", LV2URI.log + "log",
    LV2URI.resizePort + "resize", LV2URI.core + "isLive", LV2URI.core + "inPlaceBroken",
    LV2URI.core + "hardRTCapable",
  ]

  /// Options that it may require.
  static let options: Set<String> = [
    LV2URI.bufSize + "minBlockLength", LV2URI.bufSize + "maxBlockLength", LV2URI.bufSize + "nominalBlockLength",
    LV2URI.bufSize + "sequenceSize", LV2URI.parameters + "sampleRate",
  ]

  private static func obstacles(required: [String], isRealtimeCapable: Bool) -> [String] {
    var obstacles = required.filter { !features.contains($0) }.map { "it asks for the feature \($0)" }
    if !isRealtimeCapable { obstacles.append("it does not say that it is capable of hard real time") }
    return obstacles
  }
}

extension PluginPort {
  /// Nil for one that cannot be looked at. Thread: control.
  init?(_ index: Int, of plugin: OpaquePointer, _ nodes: LilvNodes) {
    guard let port = unsafe lilv_plugin_get_port_by_index(plugin, UInt32(index)),
      let symbol = unsafe LilvNodes.text(lilv_port_get_symbol(plugin, port))
    else { return nil }
    func isA(_ uri: String) -> Bool { unsafe lilv_port_is_a(plugin, port, nodes.node(uri)) }
    func has(_ property: String) -> Bool { unsafe lilv_port_has_property(plugin, port, nodes.node(property)) }
    func values(_ uri: String) -> [String] {
      unsafe LilvNodes.take(lilv_port_get_value(plugin, port, nodes.node(uri)))
    }
    func takes(_ uri: String) -> Bool { unsafe lilv_port_supports_event(plugin, port, nodes.node(uri)) }
    self.index = index
    self.symbol = symbol
    name = unsafe LilvNodes.takeText(lilv_port_get_name(plugin, port)) ?? symbol
    isInput = isA(LV2URI.core + "InputPort")
    let isSequence = values(LV2URI.atom + "bufferType").contains(LV2URI.atom + "Sequence")
    kind =
      switch true {
      case isA(LV2URI.core + "AudioPort"): .audio
      case isA(LV2URI.core + "ControlPort"): .control
      case isA(LV2URI.core + "CVPort"): .cv
      case isA(LV2URI.atom + "AtomPort") && isSequence: .atom
      default: .unknown
      }
    isOptional = has(LV2URI.core + "connectionOptional")
    var (first, least, greatest): (OpaquePointer?, OpaquePointer?, OpaquePointer?) = (nil, nil, nil)
    unsafe lilv_port_get_range(plugin, port, &first, &least, &greatest)
    self.least = unsafe LilvNodes.takeNumber(least) ?? 0
    self.greatest = unsafe LilvNodes.takeNumber(greatest) ?? 1
    self.first = unsafe LilvNodes.takeNumber(first) ?? self.least
    isToggle = has(LV2URI.core + "toggled")
    isInteger = has(LV2URI.core + "integer") || has(LV2URI.core + "enumeration")
    isLogarithmic = has(LV2URI.portProperties + "logarithmic")
    isRateRelative = has(LV2URI.core + "sampleRate")
    let isDesignated = values(LV2URI.core + "designation").contains(LV2URI.core + "latency")
    isLatency = !isInput && kind == .control && (isDesignated || has(LV2URI.core + "reportsLatency"))
    hasMIDI = kind == .atom && takes(LV2URI.midiEvent)
    hasTime = kind == .atom && takes(LV2URI.time + "Position")
    hasPatch = kind == .atom && takes(LV2URI.patch + "Message")
    leastByteCount = values(LV2URI.resizePort + "minimumSize").first.flatMap { Int($0) } ?? 0
    unit = unsafe PluginPort.unit(of: port, plugin, nodes)
    // None at all where there are none: the cache of 500 plug-ins is read sooner for it.
    let points = unsafe kind == .control ? PluginPort.scalePoints(of: port, plugin) : []
    scalePoints = points.isEmpty ? nil : points
  }

  /// The URI of a unit that many have, or the symbol of one of the plug-in's own.
  private static func unit(of port: OpaquePointer, _ plugin: OpaquePointer, _ nodes: LilvNodes) -> String? {
    guard let unit = unsafe lilv_port_get(plugin, port, nodes.node(LV2URI.units + "unit")) else { return nil }
    defer { unsafe lilv_node_free(unit) }
    guard unsafe lilv_node_is_blank(unit) else { return unsafe LilvNodes.text(unit) }
    return unsafe LilvNodes.takeText(lilv_world_get(nodes.world, unit, nodes.node(LV2URI.units + "symbol"), nil))
  }

  private static func scalePoints(of port: OpaquePointer, _ plugin: OpaquePointer) -> [ScalePoint] {
    guard let points = unsafe lilv_port_get_scale_points(plugin, port) else { return [] }
    defer { unsafe lilv_scale_points_free(points) }
    var found: [ScalePoint] = []
    var place = unsafe lilv_scale_points_begin(points)
    while unsafe !lilv_scale_points_is_end(points, place) {
      let point = unsafe lilv_scale_points_get(points, place)
      if let value = unsafe LilvNodes.number(lilv_scale_point_get_value(point)),
        let label = unsafe LilvNodes.text(lilv_scale_point_get_label(point))
      {
        found.append(ScalePoint(value: value, label: label))
      }
      unsafe place = unsafe lilv_scale_points_next(points, place)
    }
    return found.sorted { ($0.value, $0.label) < ($1.value, $1.label) }
  }
}
