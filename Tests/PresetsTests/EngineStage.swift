// SPDX-License-Identifier: MIT
// The real engine with the committed bank, driven by hand. Test threads, one at a time.

import DLS
import MIDI
import Miniport
import Playback
import Realtime
import Synchronization
import Synthesis
import Testing

/// A key that is held.
struct Key: Sendable {
  var number: Int
  var velocity = 100
}

/// A few engines for all tests, because the bank takes a while to load; each channel has a bus of its own, so that many
/// notes are rendered in one pass.
@safe final class EngineStage: @unchecked Sendable {
  // Safe because `notes` and `stroke` render under the lock, one thread at a time, and nobody else touches the parts.
  private var parts: SynthesizerParts
  private let lock = Mutex(())
  private var time = FrameTime.zero
  private static let busCount = 16
  private static let drumChannel: UInt8 = 9

  /// One of two stages, each made once: as many tests render at a time.
  static func shared() throws -> EngineStage {
    let number = requests.add(1, ordering: .relaxed).oldValue
    return try made[number % made.count].get()
  }
  private static let made = [Result { try EngineStage() }, Result { try EngineStage() }]
  private static let requests = Atomic<Int>(0)

  struct NoBank: Error {}

  private init() throws {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: UInt32(RenderedNote.rate)))
    configuration.layout.outputs = .channels
    configuration.hasEffects = false
    parts = SynthesizerParts(configuration)
    let download = parts.downloader.download(.file(PresetFiles.bankPath))
    while download.outcome == nil { _ = render(frames: 64) }
    guard case .playing? = download.outcome else { throw NoBank() }
  }

  /// The first seconds of a program's keys, all held, each from its first frame, and `tail` seconds after the keys are
  /// let go; at most nine of them.
  func notes(program number: Int, keys: [Key], seconds: Double, tail: Double = 0) -> [RenderedNote] {
    lock.withLock { _ in
      silence()
      for (channel, key) in zip(UInt8(0)..., keys) {
        put(0xC0 | channel, UInt8(number - 1))
        put(0x90 | channel, UInt8(key.number), UInt8(key.velocity))
      }
      var notes = Array(render(frames: Int(seconds * Double(RenderedNote.rate))).prefix(keys.count))
      guard tail > 0 else { return notes }
      for (channel, key) in zip(UInt8(0)..., keys) { put(0x80 | channel, UInt8(key.number)) }
      let ends = render(frames: Int(tail * Double(RenderedNote.rate)))
      for index in notes.indices {
        notes[index].left += ends[index].left
        notes[index].right += ends[index].right
      }
      return notes
    }
  }

  /// A stroke on the drum kit from its first frame to its end; nil where it has not ended within `seconds`.
  func stroke(key: Int, velocity: Int = 100, seconds: Double) -> RenderedNote? {
    lock.withLock { _ in
      silence()
      put(0x90 | Self.drumChannel, UInt8(key), UInt8(velocity))
      var note = RenderedNote(left: [], right: [])
      while note.left.count < Int(seconds * Double(RenderedNote.rate)) {
        let block = render(frames: 4800)[Int(Self.drumChannel)]
        note.left += block.left
        note.right += block.right
        if parts.statistics.integer(.voicesSounding) == 0 { return note }
      }
      return nil
    }
  }

  /// Everything ends; volume and expression are full.
  private func silence() {
    parts.port.accept(Event(time: time, 0xFF, group: 0))
    for channel in UInt8(0)..<16 {
      for (controller, value) in [(UInt8(120), UInt8(0)), (7, 127), (11, 127)] {
        put(0xB0 | channel, controller, value)
      }
    }
    repeat { _ = render(frames: 4800) } while parts.statistics.integer(.voicesSounding) > 0
  }

  private func put(_ status: UInt8, _ data1: UInt8, _ data2: UInt8 = 0) {
    parts.port.accept(Event(time: time, status, data1, data2))
  }

  private func render(frames: Int) -> [RenderedNote] {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * frames * Self.busCount)
    defer { unsafe memory.deallocate() }
    let buses = (0..<Self.busCount).map { bus in
      unsafe StereoBlock(left: memory + 2 * bus * frames, right: memory + (2 * bus + 1) * frames, count: frames)
    }
    var done = 0
    while done < frames {
      let blocks = buses.map { $0.part(from: done, count: min(4096, frames - done)) }
      unsafe blocks.withUnsafeBufferPointer { unsafe parts.port.render($0, from: time) }
      done += blocks[0].count
      time = time + blocks[0].count
    }
    return buses.map { unsafe RenderedNote(left: Array($0.leftSamples), right: Array($0.rightSamples)) }
  }
}
