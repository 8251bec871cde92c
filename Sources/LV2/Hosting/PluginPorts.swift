// SPDX-License-Identifier: MIT
// The memory that a plug-in's ports are connected to. Setup; the audio thread uses it.

import CLilv
import Realtime

/// Samples of a port.
@safe struct PluginSignal: BitwiseCopyable {
  // Safe because it covers the longest block, and stays as long as the plug-in.
  let port: UInt32
  let memory: UnsafeMutablePointer<Float>
}

/// Messages of a port.
@safe struct PluginSequence: BitwiseCopyable {
  // Safe because it covers `byteCount` bytes, and stays as long as the plug-in.
  let memory: UnsafeMutableRawPointer
  let byteCount: UInt32
  let hasMIDI: Bool
  let hasTime: Bool
  let hasPatch: Bool
}

/// A list of ports that the audio thread goes through.
@safe struct PluginPortList<Element: BitwiseCopyable>: BitwiseCopyable {
  // Safe because it covers `count` elements, and stays as long as the plug-in.
  let elements: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    unsafe self.elements = .allocate(capacity: max(1, elements.count))
    for index in elements.indices { unsafe (self.elements + index).initialize(to: elements[index]) }
    count = elements.count
  }

  func deallocate() { unsafe elements.deallocate() }
}

/// All of them.
@safe struct PluginPorts: BitwiseCopyable {
  // Safe because `controls` and `limits` cover all ports of the plug-in, and all of it stays as long as that.
  let audioInputs: PluginPortList<PluginSignal>
  let audioOutputs: PluginPortList<PluginSignal>
  /// Control voltages of both directions: inputs hold the first value of the port.
  let voltages: PluginPortList<PluginSignal>
  let inputs: PluginPortList<PluginSequence>
  let outputs: PluginPortList<PluginSequence>
  /// The values of controls, by the number of the port; behind them what properties are to begin with, no number where nobody says.
  let controls: UnsafeMutablePointer<Float>
  /// What a control may be set to, by the number of the port; nothing where it is none that can be set. Behind them those of properties.
  let limits: UnsafeMutablePointer<ControlLimits>
  let portCount: Int
  /// Behind the ports in the order of numbers.
  let properties: PluginPortList<PropertyAtoms>
  /// The numbers of the controls that the plug-in writes.
  let writtenControls: PluginPortList<Int32>
  /// The number of the port that says how late the plug-in is; −1 where there is none.
  let latencyPort: Int

  /// How many numbers are told: of ports, and of properties.
  var valueCount: Int { @_noLocks @_noAllocation get { portCount &+ properties.count } }

  /// Bytes of a sequence, if the plug-in does not ask for more.
  static let sequenceBytes = 32_768
  /// Bytes of the longest sequence that a plug-in may ask for.
  static let longestSequence = 1 << 24

  /// `frames`: of the longest block. Thread: control.
  init(_ plugin: PluginDescription, rate: SampleRate, frames: Int) {
    func signals(_ kind: PluginPort.Kind, isInput: Bool? = nil) -> PluginPortList<PluginSignal> {
      PluginPortList(
        plugin.ports.filter { $0.kind == kind && $0.isInput == (isInput ?? $0.isInput) }.map { port in
          let memory = UnsafeMutablePointer<Float>.allocate(capacity: frames)
          unsafe memory.initialize(repeating: port.kind == .cv && port.isInput ? port.first : 0, count: frames)
          return unsafe PluginSignal(port: UInt32(port.index), memory: memory)
        })
    }
    func sequences(isInput: Bool) -> PluginPortList<PluginSequence> {
      PluginPortList(
        plugin.ports.filter { $0.kind == .atom && $0.isInput == isInput }.map { port in
          let byteCount = max(PluginPorts.sequenceBytes, min(port.leastByteCount, PluginPorts.longestSequence))
          let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
          unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
          return unsafe PluginSequence(
            memory: memory, byteCount: UInt32(byteCount), hasMIDI: port.hasMIDI, hasTime: port.hasTime,
            hasPatch: port.hasPatch)
        })
    }
    audioInputs = signals(.audio, isInput: true)
    audioOutputs = signals(.audio, isInput: false)
    voltages = signals(.cv)
    inputs = sequences(isInput: true)
    outputs = sequences(isInput: false)
    portCount = plugin.ports.count
    properties = PluginPortList(plugin.properties.map(PropertyAtoms.init))
    unsafe controls = .allocate(capacity: max(1, plugin.valueCount))
    unsafe limits = .allocate(capacity: max(1, plugin.valueCount))
    for port in plugin.ports {
      unsafe (controls + port.index).initialize(to: port.first(at: rate))
      unsafe (limits + port.index).initialize(to: ControlLimits(port, rate: rate))
    }
    for (place, property) in plugin.properties.enumerated() {
      unsafe (controls + portCount + place).initialize(to: .nan)
      unsafe (limits + portCount + place).initialize(to: ControlLimits(property))
    }
    writtenControls = PluginPortList(
      plugin.ports.filter { $0.kind == .control && !$0.isInput }.map { Int32($0.index) })
    latencyPort = plugin.ports.first { $0.isLatency }?.index ?? -1
  }

  /// Connects what does not move while it plays: all but the signals. Thread: control.
  func connect(_ instance: UnsafeMutablePointer<LilvInstance>, _ plugin: PluginDescription) {
    var (input, output) = (0, 0)
    for port in plugin.ports {
      switch port.kind {
      case .control: unsafe lilv_instance_connect_port(instance, UInt32(port.index), controls + port.index)
      case .atom where port.isInput:
        unsafe lilv_instance_connect_port(instance, UInt32(port.index), inputs.elements[input].memory)
        input += 1
      case .atom:
        unsafe lilv_instance_connect_port(instance, UInt32(port.index), outputs.elements[output].memory)
        output += 1
      case .unknown: unsafe lilv_instance_connect_port(instance, UInt32(port.index), nil)
      case .audio, .cv: break
      }
    }
  }

  /// Thread: control, when the plug-in is gone.
  func deallocate() {
    for list in [audioInputs, audioOutputs, voltages] {
      for index in 0..<list.count { unsafe list.elements[index].memory.deallocate() }
      list.deallocate()
    }
    for list in [inputs, outputs] {
      for index in 0..<list.count { unsafe list.elements[index].memory.deallocate() }
      list.deallocate()
    }
    writtenControls.deallocate()
    properties.deallocate()
    unsafe controls.deallocate()
    unsafe limits.deallocate()
  }
}

/// A property in the words of LV2.
struct PropertyAtoms: BitwiseCopyable {
  /// The number of its URI, and that of the type of its values; 0 where this is not known.
  let (uri, type): (UInt32, UInt32)
  let isNumber: Bool

  /// Bytes of the place of a property, which stands before a text for it.
  static var textHead: Int { @_noLocks @_noAllocation get { 4 } }

  init(_ property: PluginProperty) {
    let name =
      switch property.kind {
      case .float: "Float"
      case .double: "Double"
      case .int: "Int"
      case .long: "Long"
      case .bool: "Bool"
      case .string: "String"
      case .path: "Path"
      case .uri: "URI"
      case .unknown: ""
      }
    isNumber = property.isNumber
    (uri, type) = (URIDMap.number(of: property.uri), name.isEmpty ? 0 : URIDMap.number(of: LV2URI.atom + name))
  }
}

/// What a control may be set to.
struct ControlLimits: BitwiseCopyable {
  let least: Float
  let greatest: Float
  let isSettable: Bool
  let isLogarithmic: Bool
  let isInteger: Bool

  init(_ port: PluginPort, rate: SampleRate) {
    let range = port.range(at: rate)
    (least, greatest) = (range.lowerBound, range.upperBound)
    isSettable = port.kind == .control && port.isInput
    isLogarithmic = port.isLogarithmic && port.least > 0
    isInteger = port.isInteger || port.isToggle
  }

  init(_ property: PluginProperty) {
    (least, greatest) = (property.range.lowerBound, property.range.upperBound)
    isSettable = property.isWritable && property.isNumber
    isLogarithmic = false
    isInteger = property.isInteger
  }

  /// The nearest value that it may have. Thread: any.
  @_noLocks @_noAllocation
  func nearest(_ value: Float) -> Float { value.isNaN ? least : min(max(value, least), greatest) }

  /// The value that a controller, 0 to 127, means: the least at 0, the greatest at 127. Thread: audio.
  @_noLocks @_noAllocation
  func value(ofController value: UInt8) -> Float {
    let part = Float(value & 0x7F) / 127
    let wanted = isLogarithmic ? least * rt_power(greatest / least, part) : least + part * (greatest - least)
    // The nearest whole number.
    guard isInteger, wanted.magnitude < 0x1p23 else { return nearest(wanted) }
    return Float(Int32(nearest(wanted) + (wanted < 0 ? -0.5 : 0.5)))
  }
}
