// SPDX-License-Identifier: MIT
// A plug-in driven by hand. One thread at a time.

import LV2
import MIDI
import Miniport
import Realtime

/// A plug-in that runs at 48 kHz, and what comes of it.
@safe struct PluginStage: ~Copyable {
  let plugin: PluginInstance
  var miniport: PluginMiniport
  let statistics = Statistics()
  var now = FrameTime.zero
  /// All blocks in a row.
  var left: [Float] = []
  var right: [Float] = []

  static let rate = SampleRate(hertz: 48_000)

  init(_ plugin: PluginInstance) {
    self.plugin = plugin
    miniport = plugin.makeMiniport(group: 1, statistics: statistics.another())
  }

  init(_ uri: String, in world: PluginWorld, period: Int = 64, as role: PluginRole = .instrument) throws {
    self.init(
      try PluginInstance(uri, in: world, rate: PluginStage.rate, period: period, as: role))
  }

  mutating func put(_ bytes: [UInt8], at frame: Int64) {
    unsafe bytes.withUnsafeBytes { bytes in
      if let event = unsafe Event(message: bytes, time: FrameTime(frame)) {
        miniport.put(event)
      } else {
        unsafe miniport.putSystemExclusive(bytes, time: FrameTime(frame), group: 1)
      }
    }
  }

  mutating func set(_ symbol: String, _ value: Float, at frame: Int64) {
    guard let port = plugin.description.control(symbol) else { return }
    miniport.put(Event(parameter: port.index, value, group: 1, time: FrameTime(frame)))
  }

  mutating func render(_ frames: Int) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * frames)
    unsafe memory.initialize(repeating: .nan, count: 2 * frames)
    let block = unsafe StereoBlock(left: memory, right: memory + frames, count: frames)
    unsafe withUnsafePointer(to: block) { unsafe miniport.render(UnsafeBufferPointer(start: $0, count: 1), time: now) }
    unsafe left.append(contentsOf: UnsafeBufferPointer(start: memory, count: frames))
    unsafe right.append(contentsOf: UnsafeBufferPointer(start: memory + frames, count: frames))
    now = now + frames
    unsafe memory.deallocate()
  }

  /// Renders `frames` in blocks of `block`, the last one shorter.
  mutating func render(_ frames: Int, inBlocksOf block: Int) {
    var left = frames
    while left > 0 {
      render(min(left, block))
      left -= block
    }
  }

  mutating func takeOutgoing() -> [(time: Int64, bytes: [UInt8])] {
    var taken: [(time: Int64, bytes: [UInt8])] = []
    while let next = miniport.outgoing(ofGroup: 1, before: now) {
      unsafe taken.append((next.time.frames, Array(next.bytes)))
      miniport.removeOutgoing(ofGroup: 1)
    }
    return taken
  }
}
