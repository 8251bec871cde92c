// SPDX-License-Identifier: MIT
// How the miniports of a board are. Control threads.

import LV2
import Realtime
import Synchronization
import Synthesis

extension SlotBoard {
  /// How each miniport and effect is; a group that is not there is played by the synthesizer. Thread: control.
  public var statuses: [PluginAddress: MiniportStatus] {
    let period = Int(statistics.integer(.periodFrames))
    return lock.withLock { _ in
      var found: [PluginAddress: MiniportStatus] = [:]
      var effectCounts: [StripName: Int] = [:]
      for place in places where place.slot.isPlaying {
        guard let strip = place.strip else {
          found[.group(place.slot.group)] = place.status(period: period)
          continue
        }
        let number = effectCounts[strip, default: 0] + 1
        effectCounts[strip] = number
        found[.insert(number, of: strip)] = place.status(period: period)
      }
      return found
    }
  }
}

extension SlotPlace {
  /// `period`: frames that a pipelined one is late besides. Thread: control.
  fileprivate func status(period: Int) -> MiniportStatus {
    guard !slot.isSilence else {
      return MiniportStatus(name: name, state: .failed, reason: fault?.description)
    }
    let own = controls?.latencyFrames ?? sandbox?.latencyOfSynthesizer ?? 0
    return MiniportStatus(
      name: name, state: sandbox?.state ?? .playing, restarts: sandbox?.group.restartCount ?? 0,
      latencyFrames: own + (choice.mode == .pipelined ? period : 0))
  }

  private var name: String {
    switch choice {
    case .synthesizer, .sandboxedSynthesizer: MiniportChoice.synthesizerName
    case .uart: "MIDI output"
    case .plugin(let plugin): controls?.description.name ?? plugin.uri
    }
  }
}

extension SandboxedMiniport {
  /// How far it is.
  fileprivate var state: MiniportStatus.State {
    if group.isGivenUp { return .givenUp }
    return group.isBeginning ? .starting : .playing
  }

  /// What its limiter looks ahead; nil for a plug-in, which says it itself.
  fileprivate var latencyOfSynthesizer: Int? {
    if case .synthesizer(let site) = kind { site.configuration.latencyFrames } else { nil }
  }
}

extension MiniportChoice {
  /// What people call a synthesizer.
  public static let synthesizerName = "Synthesizer"
}
