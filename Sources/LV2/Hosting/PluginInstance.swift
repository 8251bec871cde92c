// SPDX-License-Identifier: MIT
// A plug-in that runs, as the control thread sees it. Setup and control threads.

import CLilv
public import Realtime

/// One instance of a plug-in with everything that it needs. The audio thread has a `PluginMiniport` of it, and has let go of that before
/// this value goes.
@safe public final class PluginInstance: @unchecked Sendable {
  // Safe because one control thread at a time uses it, and what the audio thread has is constant, or the plug-in's own.
  /// What is said of it.
  public let description: PluginDescription
  /// What it is used for.
  let role: PluginRole
  let handle: UnsafeMutablePointer<LilvInstance>
  let ports: PluginPorts
  private let features: PluginFeatures
  let worker: PluginWorker?
  let texts = PluginTexts()
  let workerInterface: UnsafePointer<LV2_Worker_Interface>?
  /// The values of its controls, by the number of the port, and of its properties, as far as they are known: as the audio thread has set them
  /// last. Behind them the peak of its last block, and its gain.
  public let values: SharedValues
  /// The port that each controller moves; −1 for none.
  let controllers: UnsafeMutablePointer<Int32>
  /// What it writes for people.
  public let log = PluginLog()
  let world: PluginWorld
  let rate: SampleRate
  /// Frames of the usual block.
  let period: Int

  /// Frames of the longest block that it is asked for.
  public static let longestBlock = StereoBlock.longestCount

  /// Starts a plug-in. `period`: frames of the usual block. `role`: what it is to be. Thread: control; it loads code, which may wait.
  public init(
    _ uri: String, in world: PluginWorld, rate: SampleRate, period: Int, as role: PluginRole = .instrument
  ) throws(PluginFault) {
    let description = try world.hostable(uri, as: role)
    if description.requiredFeatures.contains(LV2URI.bufSize + "powerOf2BlockLength"), period.nonzeroBitCount != 1 {
      throw .periodUnusable(uri: uri, frames: period)
    }
    self.description = description
    self.role = role
    self.world = world
    self.rate = rate
    self.period = period
    let worker = description.hasWorker ? PluginWorker() : nil
    let isFixed = description.requiredFeatures.contains(LV2URI.bufSize + "fixedBlockLength")
    let features = PluginFeatures(
      description, rate: rate, frames: isFixed ? period : PluginInstance.longestBlock, period: period,
      sequenceBytes: PluginPorts.sequenceBytes, worker: worker, log: log)
    let made = unsafe world.withPlugin(uri) { plugin, _ in
      unsafe lilv_plugin_instantiate(plugin, Double(rate.hertz), features.list)
    }
    guard let handle = unsafe made ?? nil else { throw .notStarted(uri: uri) }
    unsafe self.handle = unsafe handle
    self.features = features
    self.worker = worker
    let data = unsafe lilv_instance_get_extension_data(handle, LV2URI.worker + "interface")
    unsafe workerInterface = unsafe data?.assumingMemoryBound(to: LV2_Worker_Interface.self)
    ports = PluginPorts(description, rate: rate, frames: PluginInstance.longestBlock)
    values = SharedValues(count: description.valueCount + 2)
    unsafe controllers = .allocate(capacity: 128)
    unsafe controllers.initialize(repeating: -1, count: 128)
    unsafe ports.connect(handle, description)
    if let worker, let interface = unsafe workerInterface { unsafe worker.start(handle, interface) }
    loadDefaults()
    for index in 0..<description.valueCount { values.set(unsafe ports.controls[index], at: index) }
    unsafe lilv_instance_activate(handle)
  }

  deinit {
    unsafe lilv_instance_deactivate(handle)
    worker?.stop()
    unsafe lilv_instance_free(handle)
    ports.deallocate()
    unsafe controllers.deallocate()
  }

  /// The block may be divided where a control moves.
  var isDivisible: Bool {
    !["fixedBlockLength", "powerOf2BlockLength"].contains {
      description.requiredFeatures.contains(LV2URI.bufSize + $0)
    }
  }

  /// Brings it to what it is to begin with: a preset, then a state, then values of controls by their symbols; and binds controllers.
  /// Thread: control, before the audio thread has it.
  public func prepare(
    preset: String?, state: String?, controls: [String: Float], controllers: [Int: String]
  ) throws(PluginFault) {
    if let preset { try restore(preset: preset) }
    if let state { try restore(stateText: state) }
    for (symbol, value) in controls { try set(symbol, to: value) }
    for (controller, symbol) in controllers { try bind(controller: controller, to: symbol) }
  }

  /// A controller, 0 to 127, moves a control from now on, over its whole range. Thread: control, before the audio thread has it.
  public func bind(controller: Int, to symbol: String) throws(PluginFault) {
    guard let port = description.control(symbol) else { throw .unknownControl(uri: description.uri, symbol: symbol) }
    unsafe controllers[controller & 127] = Int32(port.index)
  }

  /// Sets a control by its symbol, or a property by its URI, before the audio thread has it. Thread: control.
  public func set(_ name: String, to value: Float) throws(PluginFault) {
    guard let index = description.settable(name) else { throw .unknownControl(uri: description.uri, symbol: name) }
    unsafe ports.controls[index] = unsafe ports.limits[index].nearest(value)
    values.set(unsafe ports.controls[index], at: index)
  }

  /// Sets a property to a text with the next block; false where too many wait already. Thread: control.
  public func set(_ uri: String, toText text: String) throws(PluginFault) -> Bool {
    guard let place = description.settableText(uri) else {
      throw .unknownControl(uri: description.uri, symbol: uri)
    }
    return texts.send(text, to: place)
  }

  /// Its controls, for who reads them. Thread: any but audio.
  public var controls: PluginControls { PluginControls(description, values: values.another(), rate: rate) }

  /// The half of the audio thread, once. Thread: setup or control.
  public func makeMiniport(group: Int, statistics: consuming Statistics) -> PluginMiniport {
    PluginMiniport(self, group: group, statistics: statistics)
  }

  var map: UnsafeMutablePointer<LV2_URID_Map> { unsafe features.map }
  var unmap: UnsafeMutablePointer<LV2_URID_Unmap> { unsafe features.unmap }
  var featureList: UnsafeMutablePointer<UnsafePointer<LV2_Feature>?> { unsafe features.list }
}
