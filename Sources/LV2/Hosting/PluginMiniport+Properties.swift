// SPDX-License-Identifier: MIT
// Properties of a plug-in, which are set and told by messages. Audio thread.

import CLilv
import Realtime

extension PluginMiniport {
  /// In the first block: sets what somebody wants it to begin with, and asks how the others stand. Thread: audio.
  @_noLocks @_noAllocation
  func beginProperties() {
    for place in 0..<ports.properties.count {
      let wanted = unsafe ports.controls[ports.portCount &+ place]
      let property = unsafe ports.properties.elements[place]
      guard property.type != 0 else { continue }
      if wanted == wanted {
        setProperty(place, wanted, frame: 0)
      } else {
        for index in 0..<ports.inputs.count where unsafe ports.inputs.elements[index].hasPatch {
          let input = unsafe ports.inputs.elements[index]
          _ = unsafe rt_lv2_append_get(input.memory, input.byteCount, 0, words, property.uri)
        }
      }
    }
  }

  /// Puts a value into the sequences that take such messages, at a frame of the part at hand. Thread: audio.
  @_noLocks @_noAllocation
  func setProperty(_ place: Int, _ value: Float, frame: Int) {
    let property = unsafe ports.properties.elements[place]
    var isTaken = false
    for index in 0..<ports.inputs.count where unsafe ports.inputs.elements[index].hasPatch {
      let input = unsafe ports.inputs.elements[index]
      let code = unsafe rt_lv2_append_set(
        input.memory, input.byteCount, Int64(frame), words, property.uri, property.type, Double(value))
      isTaken = isTaken || code != 0
    }
    if isTaken { values.set(value, at: ports.portCount &+ place) } else { statistics.add(to: .eventsLost) }
  }

  /// Takes note of a value that the plug-in has told. Thread: audio.
  @_noLocks @_noAllocation
  func noteProperty(_ event: UnsafePointer<LV2_Atom_Event>) {
    var uri: UInt32 = 0
    var value = 0.0
    guard unsafe rt_lv2_read_set(event, words, &uri, &value) != 0, value.magnitude <= 3e38 else { return }
    for place in 0..<ports.properties.count where unsafe ports.properties.elements[place].uri == uri {
      values.set(Float(value), at: ports.portCount &+ place)
    }
  }
}
