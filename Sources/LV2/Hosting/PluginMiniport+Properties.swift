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
      guard property.isNumber else { continue }
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

  /// Puts texts that properties are to be set to at the beginning of the sequences that take such messages. Thread: audio.
  @_noLocks @_noAllocation
  func takeTexts() {
    while let item = unsafe texts.pointee.next() {
      if unsafe !setText(texts.pointee.bytes(of: item), Int(item.byteCount)) { statistics.add(to: .eventsLost) }
      unsafe texts.pointee.release(item)
    }
  }

  /// False where there is no room for it. `bytes`: the place of the property, and a text. Thread: audio.
  @_noLocks @_noAllocation
  private func setText(_ bytes: UnsafeRawPointer?, _ byteCount: Int) -> Bool {
    guard let bytes = unsafe bytes, byteCount > PropertyAtoms.textHead else { return false }
    let place = unsafe Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
    guard place < ports.properties.count else { return false }
    let property = unsafe ports.properties.elements[place]
    var isTaken = false
    for index in 0..<ports.inputs.count where unsafe ports.inputs.elements[index].hasPatch {
      let input = unsafe ports.inputs.elements[index]
      let code = unsafe rt_lv2_append_text(
        input.memory, input.byteCount, 0, words, property.uri, property.type, bytes + PropertyAtoms.textHead,
        UInt32(byteCount &- PropertyAtoms.textHead))
      isTaken = isTaken || code != 0
    }
    return isTaken
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
