// SPDX-License-Identifier: MIT
// States and presets of a plug-in. Control threads.

import CLilv
import Glibc

extension PluginInstance {
  /// The state that the plug-in's data give, if any. Thread: control, while nothing runs it.
  func loadDefaults() {
    unsafe world.withPlugin(description.uri) { plugin, state in
      guard let made = unsafe lilv_state_new_from_world(state.world, map, lilv_plugin_get_uri(plugin)) else { return }
      defer { unsafe lilv_state_free(made) }
      unsafe restore(made)
    }
  }

  /// Its presets. Thread: control.
  public var presets: [PluginPreset] { world.presets(of: description.uri) }

  /// Brings it to a preset, by its URI or its name. Thread: control, while nothing runs it.
  public func restore(preset: String) throws(PluginFault) {
    let isDone = unsafe world.withPreset(preset, of: description.uri) { _, made, _ in
      unsafe restore(made)
      return true
    }
    guard isDone == true else { throw .unknownPreset(uri: description.uri, preset: preset) }
  }

  /// Its state as text, with controls and what it has of its own; files that it refers to stay where they are. Thread: control; it may
  /// run meanwhile.
  public var stateText: String? {
    unsafe world.withPlugin(description.uri) { plugin, state in
      let made = unsafe lilv_state_new_from_instance(
        plugin, handle, map, nil, nil, nil, nil, lv2PortValue, Unmanaged.passUnretained(self).toOpaque(),
        UInt32(LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue), featureList)
      guard let made = unsafe made else { return nil }
      defer { unsafe lilv_state_free(made) }
      guard let text = unsafe lilv_state_to_string(state.world, map, unmap, made, "urn:wavesink:state", nil) else {
        return nil
      }
      defer { unsafe free(text) }
      return unsafe String(cString: text)
    } ?? nil
  }

  /// Brings it to a state that `stateText` has given. Thread: control, while nothing runs it.
  public func restore(stateText text: String) throws(PluginFault) {
    let isDone = unsafe world.withPlugin(description.uri) { plugin, state in
      guard let made = unsafe lilv_state_new_from_string(state.world, map, text) else { return false }
      defer { unsafe lilv_state_free(made) }
      guard unsafe LilvNodes.text(lilv_state_get_plugin_uri(made)) == description.uri else { return false }
      unsafe restore(made)
      return true
    }
    guard isDone == true else { throw .badState(uri: description.uri, path: "the state") }
  }

  private func restore(_ state: OpaquePointer) {
    unsafe lilv_state_restore(
      state, handle, lv2SetPortValue, Unmanaged.passUnretained(self).toOpaque(), 0, featureList)
  }

  /// The value of a control as it is; nil for what is none.
  fileprivate func controlValue(_ symbol: String) -> UnsafeMutablePointer<Float>? {
    guard let port = description.control(symbol) else { return nil }
    return unsafe ports.controls + port.index
  }

  fileprivate func setFromState(_ symbol: String, _ value: Float) { try? set(symbol, to: value) }
}

/// Tells lilv the value of a control. Thread: control.
@c func lv2PortValue(
  _ symbol: UnsafePointer<CChar>?, _ owner: UnsafeMutableRawPointer?, _ byteCount: UnsafeMutablePointer<UInt32>?,
  _ type: UnsafeMutablePointer<UInt32>?
) -> UnsafeRawPointer? {
  guard let symbol = unsafe symbol, let owner = unsafe owner, let byteCount = unsafe byteCount, let type = unsafe type
  else { return nil }
  let plugin = unsafe Unmanaged<PluginInstance>.fromOpaque(owner).takeUnretainedValue()
  guard let value = unsafe plugin.controlValue(String(cString: symbol)) else { return nil }
  unsafe byteCount.pointee = 4
  unsafe type.pointee = URIDMap.number(of: LV2URI.atom + "Float")
  return UnsafeRawPointer(value)
}

/// Takes the value of a control from a state. Thread: control.
@c func lv2SetPortValue(
  _ symbol: UnsafePointer<CChar>?, _ owner: UnsafeMutableRawPointer?, _ value: UnsafeRawPointer?, _ byteCount: UInt32,
  _ type: UInt32
) {
  guard let symbol = unsafe symbol, let owner = unsafe owner, let value = unsafe value,
    let number = unsafe URIDMap.number(value, byteCount, type)
  else { return }
  unsafe Unmanaged<PluginInstance>.fromOpaque(owner).takeUnretainedValue().setFromState(String(cString: symbol), number)
}
