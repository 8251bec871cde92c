// SPDX-License-Identifier: MIT
// What the ports of each layout are called. Setup and control threads.

import Miniport

extension PortLayout {
  /// The short names of the MIDI inputs, in the order of the groups.
  var inputNames: [String] { (1...groupCount).map { "midi_in_\($0)" } }

  /// What people read of each bus, in the order of the buses.
  var busNames: [String] {
    switch outputs {
    case .stereo: ["Out"]
    case .groups: (1...groupCount).map { "Group \($0)" }
    case .channels: (1...groupCount).flatMap { group in (1...16).map { "Group \(group), channel \($0)" } }
    }
  }

  /// The short names of the audio outputs: left and right of each bus in turn. Groups, and channels within a group, count from 1.
  var outputNames: [String] {
    switch outputs {
    case .stereo: ["out_1", "out_2"]
    case .groups: (1...groupCount).flatMap { ["group_\($0)_left", "group_\($0)_right"] }
    case .channels:
      (1...groupCount).flatMap { group in (1...16).flatMap { ["ch_\(group)_\($0)_left", "ch_\(group)_\($0)_right"] } }
    }
  }

  /// The names of the outputs of another layout that come in the place of one of this: what is divided goes on in each of its
  /// parts, what is joined in the sum. None for a port that stays, or that just goes.
  func heirs(of name: String, in new: PortLayout) -> [String] {
    let (present, future) = (outputNames, new.outputNames)
    guard let index = present.firstIndex(of: name), !future.contains(name) else { return [] }
    let (bus, side) = (index / 2, index % 2)
    let known = Set(present)
    return (0..<new.busCount).filter { heir in
      let channel = new.outputs.firstChannel(ofBus: heir)
      let isPart = channel < 16 * groupCount && self.bus(ofChannel: channel) == bus
      return new.bus(insteadOf: bus, of: self) == heir || isPart
    }.map { future[2 * $0 + side] }.filter { !known.contains($0) }
  }
}
