// SPDX-License-Identifier: MIT
// What a plug-in is offered by its host. Setup and control threads.

import CLilv
import Realtime

/// The features of one plug-in, as LV2 hands them over: a list of URIs, each with its data, that ends with a null.
@safe final class PluginFeatures {
  // Safe because everything is allocated at setup and freed with this value, which outlives the instance.
  /// For `lilv_plugin_instantiate`.
  private(set) var list: UnsafeMutablePointer<UnsafePointer<LV2_Feature>?>
  private var blocks: [UnsafeMutableRawPointer] = unsafe []
  private var features: [UnsafePointer<LV2_Feature>] = unsafe []
  /// For what lilv asks of its own.
  let map: UnsafeMutablePointer<LV2_URID_Map>
  let unmap: UnsafeMutablePointer<LV2_URID_Unmap>

  /// `frames`: the longest block. `period`: the usual one. Thread: control.
  init(
    _ plugin: PluginDescription, rate: SampleRate, frames: Int, period: Int, sequenceBytes: Int, worker: PluginWorker?,
    log: PluginLog
  ) {
    unsafe list = .allocate(capacity: 32)
    unsafe map = .allocate(capacity: 1)
    unsafe map.initialize(to: LV2_URID_Map(handle: nil, map: lv2MapURI))
    unsafe unmap = .allocate(capacity: 1)
    unsafe unmap.initialize(to: LV2_URID_Unmap(handle: nil, unmap: lv2UnmapURI))
    unsafe add(LV2URI.urid + "map", map)
    unsafe add(LV2URI.urid + "unmap", unmap)
    unsafe add(LV2URI.options + "options", options(rate, frames: frames, period: period, sequenceBytes))
    unsafe add(LV2URI.bufSize + "boundedBlockLength", nil)
    // What is offered binds: only to who cannot do without it.
    for promise in ["fixedBlockLength", "powerOf2BlockLength"]
    where plugin.requiredFeatures.contains(LV2URI.bufSize + promise) {
      unsafe add(LV2URI.bufSize + promise, nil)
    }
    if let worker { unsafe add(LV2URI.worker + "schedule", worker.schedule) }
    let logging = unsafe make(LV2_Log_Log())
    unsafe lv2_log_open(logging, log.target)
    unsafe add(LV2URI.log + "log", logging)
    unsafe add(LV2URI.resizePort + "resize", make(LV2_Resize_Port_Resize(data: nil, resize: lv2RefuseResize)))
    for word in ["loadDefaultState", "threadSafeRestore"] { unsafe add(LV2URI.state + word, nil) }
    unsafe add(LV2URI.core + "isLive", nil)
    for index in unsafe features.indices { unsafe (list + index).initialize(to: features[index]) }
    unsafe (list + features.count).initialize(to: nil)
  }

  deinit {
    for index in unsafe blocks.indices { unsafe blocks[index].deallocate() }
    unsafe list.deallocate()
    unsafe map.deallocate()
    unsafe unmap.deallocate()
  }

  private func make<Value: BitwiseCopyable>(_ value: Value) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    unsafe memory.initialize(to: value)
    unsafe blocks.append(UnsafeMutableRawPointer(memory))
    return unsafe memory
  }

  private func add(_ uri: String, _ data: UnsafeMutableRawPointer?) {
    let text = unsafe URIDMap.text(of: URIDMap.number(of: uri))
    unsafe features.append(UnsafePointer(make(LV2_Feature(URI: text, data: data))))
  }

  /// A list of options that ends with an empty one.
  private func options(_ rate: SampleRate, frames: Int, period: Int, _ sequenceBytes: Int) -> UnsafeMutableRawPointer {
    let (whole, real) = (URIDMap.number(of: LV2URI.atom + "Int"), URIDMap.number(of: LV2URI.atom + "Float"))
    func option(_ uri: String, _ type: UInt32, _ value: UnsafeRawPointer?) -> LV2_Options_Option {
      unsafe LV2_Options_Option(
        context: LV2_OPTIONS_INSTANCE, subject: 0, key: uri.isEmpty ? 0 : URIDMap.number(of: uri),
        size: value == nil ? 0 : 4, type: type, value: value)
    }
    let numbers: [(String, Int)] = [
      ("minBlockLength", 1), ("maxBlockLength", frames), ("nominalBlockLength", period),
      ("sequenceSize", sequenceBytes),
    ]
    let memory = UnsafeMutablePointer<LV2_Options_Option>.allocate(capacity: numbers.count + 2)
    for (index, (name, value)) in numbers.enumerated() {
      unsafe (memory + index).initialize(to: option(LV2URI.bufSize + name, whole, make(Int32(value))))
    }
    unsafe (memory + numbers.count).initialize(
      to: option(LV2URI.parameters + "sampleRate", real, make(Float(rate.hertz))))
    unsafe (memory + numbers.count + 1).initialize(to: option("", 0, nil))
    unsafe blocks.append(UnsafeMutableRawPointer(memory))
    return UnsafeMutableRawPointer(memory)
  }
}

/// Ports are as large as they are: a plug-in is told so. Thread: any.
@c @_noLocks @_noAllocation
func lv2RefuseResize(
  _ data: UnsafeMutableRawPointer?, _ port: UInt32, _ byteCount: Int
) -> LV2_Resize_Port_Status {
  LV2_RESIZE_PORT_ERR_NO_SPACE
}
