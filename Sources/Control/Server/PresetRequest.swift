// SPDX-License-Identifier: MIT
// Somebody wants a plug-in to begin anew with a preset. Control threads.

public import LV2
internal import MIDI
internal import Miniport
public import Racks
internal import Realtime
internal import Synchronization

/// One wish. The program's main thread fulfils it: it alone starts plug-ins.
public final class PresetRequest: Sendable {
  /// Which plug-in is meant.
  public let address: PluginAddress
  /// Its preset.
  public let preset: PluginPreset
  private let answer: LaterAnswer

  init(_ address: PluginAddress, _ preset: PluginPreset, _ answer: LaterAnswer) {
    self.address = address
    self.preset = preset
    self.answer = answer
  }

  /// It plays so. Thread: main.
  public func finish() { answer.finish(.success([.string(preset.uri)])) }

  /// Why nothing has changed. Thread: main.
  public func fail(_ sentence: String) { answer.fail(sentence) }
}

extension Studio {
  /// More presets on their way than these are refused.
  private static let presetLimit = 16

  /// What has been asked for since the last call. Thread: main.
  public func takePresetRequests() -> [PresetRequest] {
    presets.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }

  /// The choice of a plug-in of a rack; nil where there is none. Thread: any but audio.
  public func choice(at address: PluginAddress) -> PluginChoice? {
    switch address {
    case .group(let group): return miniport(ofGroup: group).plugin
    case .insert(let number, let name):
      let inserts = strips[name]?.inserts ?? []
      return inserts.indices.contains(number - 1) ? inserts[number - 1] : nil
    }
  }

  /// Brings a plug-in to a preset, by its URI or name, at once where that only sets controls; else the main thread is asked, and tells
  /// `answer`: then this is nil. Thread: one that may wait for disks.
  func load(
    _ preset: String, into plugin: StudioPlugin, at address: PluginAddress, bundle: String?, _ answer: LaterAnswer
  ) throws(ControlFault) -> [OSCValue]? {
    let description = plugin.controls.description
    let content: PluginPreset.Content
    do throws(PluginFault) {
      content = try library.preset(preset, of: description.uri, bundle: bundle)
    } catch { throw ControlFault(.failed, error.description) }
    // Reading it has taken its time.
    guard try self.plugin(at: address).controls === plugin.controls else {
      throw ControlFault(.failed, "another plug-in plays there now: ask again")
    }
    guard !content.hasState else {
      let request = PresetRequest(address, content.preset, answer)
      let isTaken = presets.withLock { requests in
        guard requests.count < Studio.presetLimit else { return false }
        requests.append(request)
        return true
      }
      guard isTaken else { throw ControlFault(.failed, "too many presets are on their way already") }
      return nil
    }
    for (symbol, value) in content.controls.sorted(by: { $0.key < $1.key }) {
      // One that names a control which the plug-in has not any more sets the others.
      guard let index = description.settable(symbol) else { continue }
      let range = plugin.controls.range(ofSettable: index)
      let nearest = min(max(value, range.lowerBound), range.upperBound)
      try push(Event(parameter: index, nearest, group: plugin.group))
    }
    return [.string(content.preset.uri)]
  }
}
