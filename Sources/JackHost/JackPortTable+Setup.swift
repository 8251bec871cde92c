// SPDX-License-Identifier: MIT
// Makes the ports that the audio thread sees. Setup and control threads.

public import Realtime

/// Outputs that are about to play, or have just played.
struct SilentPorts {
  var audio: [JackPort] = []
  var midi: [JackPort] = []
}

extension JackPortTable: OwnedTable {
  /// Thread: setup or control.
  init(_ ports: JackPorts, silent: SilentPorts = SilentPorts()) {
    layout = ports.layout
    unsafe midiInputs = JackPortTable.copy(ports.midiInputs)
    unsafe audioOutputs = JackPortTable.copy(ports.audioOutputs)
    unsafe midiOutputs = JackPortTable.copy(ports.midiOutputs.map(\.port))
    midiOutputCount = ports.midiOutputs.count
    unsafe midiOutputGroups = .allocate(capacity: max(1, midiOutputCount))
    for index in 0..<midiOutputCount {
      unsafe (midiOutputGroups + index).initialize(to: ports.midiOutputs[index].group)
    }
    unsafe silentOutputs = JackPortTable.copy(silent.audio)
    silentCount = silent.audio.count
    unsafe silentMIDIOutputs = JackPortTable.copy(silent.midi)
    silentMIDICount = silent.midi.count
  }

  private static func copy(_ ports: [JackPort]) -> UnsafeMutablePointer<OpaquePointer> {
    let memory = UnsafeMutablePointer<OpaquePointer>.allocate(capacity: max(1, ports.count))
    for index in ports.indices { unsafe (memory + index).initialize(to: ports[index].handle) }
    return unsafe memory
  }

  /// No copy may be used after. Thread: setup or control.
  @usableFromInline func deallocate() {
    unsafe midiInputs.deallocate()
    unsafe audioOutputs.deallocate()
    unsafe midiOutputs.deallocate()
    unsafe midiOutputGroups.deallocate()
    unsafe silentOutputs.deallocate()
    unsafe silentMIDIOutputs.deallocate()
  }
}
