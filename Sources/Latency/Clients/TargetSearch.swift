// SPDX-License-Identifier: MIT
// Finds the ports of what is to be measured. Control thread.

import CJack

extension ClientHandle {
  /// The ports of a client, its first ones where no others were asked for. Thread: control.
  func find(_ choice: TargetChoice) throws(LatencyError) -> TargetPorts {
    let (inputs, outputs) = (own(midiInputs, choice.client), own(audioOutputs, choice.client))
    if let midi = choice.midi {
      let wanted = TargetPorts(
        name: choice.client, midi: "\(choice.client):\(midi)", audio: choice.audio.map { "\(choice.client):\($0)" })
      return try check(wanted)
    }
    if inputs.isEmpty, outputs.isEmpty {
      let present = Set((midiInputs + audioOutputs).map(ClientHandle.client(ofPort:))).subtracting([name])
      throw .noClient(choice.client, present: present.sorted())
    }
    guard let midi = likely(inputs) else { throw .noMIDIInput(client: choice.client) }
    guard !outputs.isEmpty else { throw .noAudioOutput(client: choice.client) }
    return TargetPorts(name: choice.client, midi: midi, audio: Array(outputs.prefix(2)))
  }

  /// The same ports, if they are there. Thread: control.
  func check(_ ports: TargetPorts) throws(LatencyError) -> TargetPorts {
    guard midiInputs.contains(ports.midi) else { throw .noPort(ports.midi, kind: "MIDI input") }
    let outputs = audioOutputs
    for port in ports.audio where !outputs.contains(port) { throw .noPort(port, kind: "audio output") }
    return ports
  }

  /// The first client with a MIDI input and an audio output that is none of `known`. Thread: control.
  func newcomer(besides known: Set<String>) -> TargetPorts? {
    let outputs = audioOutputs
    for client in midiInputs.map(ClientHandle.client(ofPort:)) where !known.contains(client) {
      let own = own(outputs, client)
      if !own.isEmpty, let midi = likely(self.own(midiInputs, client)) {
        return TargetPorts(name: client, midi: midi, audio: Array(own.prefix(2)))
      }
    }
    return nil
  }

  /// Every client that has ports. Thread: control.
  var clients: Set<String> {
    Set((midiInputs + audioOutputs).map(ClientHandle.client(ofPort:)))
  }

  /// The port that notes go to: the first one with MIDI in its name, for some synths have others for OSC, or the first of all.
  private func likely(_ inputs: [String]) -> String? {
    inputs.first { $0.drop { $0 != ":" }.lowercased().contains("midi") } ?? inputs.first
  }

  private func own(_ ports: [String], _ client: String) -> [String] {
    ports.filter { ClientHandle.client(ofPort: $0) == client }
  }
}
