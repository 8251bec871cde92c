// SPDX-License-Identifier: MIT
// What plays the groups. Control threads.

public import Racks
internal import Synchronization

extension Studio {
  /// What plays a group, from 1, or will play it. Thread: any but audio.
  public func miniport(ofGroup group: Int) -> MiniportChoice { miniports[group] ?? .synthesizer }

  /// What plays the groups that the synthesizer does not. Thread: any but audio.
  public var miniports: [Int: MiniportChoice] { present.miniports }

  /// A group is played by this from now on. Thread: main.
  public func setMiniport(_ choice: MiniportChoice, ofGroup group: Int) {
    settings.withLock { $0.miniports[group] = choice == .synthesizer ? nil : choice }
  }
}
