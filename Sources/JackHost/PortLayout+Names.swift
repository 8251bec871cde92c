// SPDX-License-Identifier: MIT
// What the ports of each layout are called. Setup and control threads.

import Miniport

extension PortLayout {
  /// The short names of the MIDI inputs, in the order of the groups.
  var inputNames: [String] { (1...groupCount).map { "midi_in_\($0)" } }

  /// The short name of the MIDI output of a group, from 1.
  static func midiOutputName(_ group: Int) -> String { "midi_out_\(group)" }

  /// The short names of all ports.
  var portNames: [String] {
    inputNames + outputNames + midiOutputs.upTo(groupCount).groups.map(PortLayout.midiOutputName)
  }

  /// What people read of each bus, in the order of the buses. `groups`: what they call the groups, as far as they do.
  func busNames(_ groups: [String]) -> [String] {
    let all = (0..<groupCount).map {
      groups.indices.contains($0) && !groups[$0].isEmpty ? groups[$0] : "Group \($0 + 1)"
    }
    let names =
      switch outputs {
      case .stereo: ["Out"]
      case .groups: all
      case .channels: all.flatMap { group in (1...16).map { "\(group), channel \($0)" } }
      }
    return effects.isApart ? names + ["Effects"] : names
  }

  /// The short names of the audio outputs: left and right of each bus in turn. Groups, and channels within a group, count from 1.
  var outputNames: [String] {
    let names =
      switch outputs {
      case .stereo: ["out_1", "out_2"]
      case .groups: (1...groupCount).flatMap { ["group_\($0)_left", "group_\($0)_right"] }
      case .channels:
        (1...groupCount).flatMap { group in (1...16).flatMap { ["ch_\(group)_\($0)_left", "ch_\(group)_\($0)_right"] } }
      }
    return effects.isApart ? names + ["effects_left", "effects_right"] : names
  }

  /// The names of the outputs of another layout that are to go where one of this goes: what is divided goes on in each of its
  /// parts, what is joined in the sum, and effects that leave the first output in one of their own. None for a port that just
  /// stays, or that just goes.
  func heirs(of name: String, in new: PortLayout) -> [String] {
    let (present, future) = (outputNames, new.outputNames)
    guard let index = present.firstIndex(of: name) else { return [] }
    let (bus, side) = (index / 2, index % 2)
    let known = Set(present)
    var heirs = future.contains(name) ? [] : (0..<new.voiceBusCount).filter { isPart($0, of: new, on: bus) }
    if bus == effectsBus, new.effects.isApart { heirs.append(new.effectsBus) }
    return heirs.map { future[2 * $0 + side] }.filter { !known.contains($0) }
  }

  /// Whether a bus of channels of another layout takes the place of one of this, or of a part of it.
  private func isPart(_ heir: Int, of new: PortLayout, on bus: Int) -> Bool {
    let channel = new.outputs.firstChannel(ofBus: heir)
    return new.bus(insteadOf: bus, of: self) == heir
      || (channel < 16 * groupCount && self.bus(ofChannel: channel) == bus)
  }
}
