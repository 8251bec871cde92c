// SPDX-License-Identifier: MIT
// What the audio ports of each layout are called. Setup thread.

import Synthesis

/// The names of the two ports of a stereo bus.
struct BusPortNames: Equatable {
  let left: String
  let right: String
}

extension OutputLayout {
  /// What people read of each bus, in the order of the buses.
  func busNames(groupCount: Int) -> [String] {
    switch self {
    case .stereo: ["Out"]
    case .groups: (1...groupCount).map { "Group \($0)" }
    case .channels: (1...groupCount).flatMap { group in (1...16).map { "Group \(group), channel \($0)" } }
    }
  }

  /// The ports of each bus, in the order of the buses; groups, and channels within a group, count from 1.
  func portNames(groupCount: Int) -> [BusPortNames] {
    switch self {
    case .stereo:
      [BusPortNames(left: "out_1", right: "out_2")]
    case .groups:
      (1...groupCount).map { BusPortNames(left: "group_\($0)_left", right: "group_\($0)_right") }
    case .channels:
      (1...groupCount).flatMap { group in
        (1...16).map { BusPortNames(left: "ch_\(group)_\($0)_left", right: "ch_\(group)_\($0)_right") }
      }
    }
  }
}
