// SPDX-License-Identifier: MIT
// A synth whose every latency is known. The test's thread, and its callback on the audio thread.

import CJack
import Realtime

/// What a synthetic synth does with its notes, numbered from 0.
enum SyntheticBehaviour: BitwiseCopyable {
  /// Sounds so many frames after each note, and up to `jitter` more: 7 times the note's number, modulo that and one.
  case delays(frames: UInt32, jitter: UInt32)
  /// Sounds at the beginning of the cycle.
  case ignoresOffsets
  /// Sounds at a multiple of so many frames of the cycle.
  case blocks(UInt32)
  /// Loses each such note.
  case losesEvery(Int)
  /// Sounds twice at each such note, 300 frames apart.
  case doublesEvery(Int)
  /// Begins this note, and does not end it.
  case holds(Int)
  /// Makes no sound.
  case silent
  /// Sounds all the time.
  case drones
}

/// A client with a MIDI input and an audio output.
@safe final class SyntheticSynth: ProbeClient, @unchecked Sendable {
  // Safe because the memory of the callback is freed after the client is closed.
  private let state: UnsafeMutablePointer<SyntheticState>

  /// `hasInput`, `hasOutput`: for a synth that lacks one.
  init(
    _ behaviour: SyntheticBehaviour, on server: JackServer, hasInput: Bool = true, hasOutput: Bool = true,
    hasDistraction: Bool = false
  ) throws {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: SyntheticState(behaviour: behaviour))
    try super.init("synthetic", on: server)
    // As some synths have one for OSC, before the one for notes.
    if hasDistraction { _ = try unsafe register("osc", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput) }
    if hasInput { unsafe state.pointee.input = try register("midi_notes", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput) }
    if hasOutput { unsafe state.pointee.output = try register("sound", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput) }
    unsafe state.pointee.client = handle
    unsafe jack_set_process_callback(handle, syntheticProcessCallback, state)
    unsafe jack_activate(handle)
  }

  deinit {
    close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }
}

/// Everything that the callback of a synthetic synth touches.
@safe struct SyntheticState: ~Copyable {
  let behaviour: SyntheticBehaviour
  var client: OpaquePointer?
  var input: OpaquePointer?
  var output: OpaquePointer?
  /// When it is to sound.
  private let due: UnsafeMutablePointer<UInt32>
  private var dueCount = 0
  private var noteCount = 0
  private var isHolding = false

  init(behaviour: SyntheticBehaviour) {
    self.behaviour = behaviour
    if case .drones = behaviour { isHolding = true }
    unsafe due = .allocate(capacity: 256)
    unsafe client = nil
    unsafe input = nil
    unsafe output = nil
  }

  deinit { unsafe due.deallocate() }

  /// Takes the notes of the cycle, and sounds where that is due. Thread: audio.
  mutating func process(frames: UInt32) {
    guard let client = unsafe client, let output = unsafe output, let sound = unsafe rt_jack_audio(output, frames),
      let input = unsafe input, let buffer = unsafe rt_jack_midi(input, frames)
    else { return }
    let start = unsafe rt_jack_cycle_start(client)
    for index in 0..<(unsafe rt_jack_midi_count(buffer)) {
      var event = unsafe jack_midi_event_t()
      guard unsafe rt_jack_midi_get(&event, buffer, index) == 0, unsafe event.size == 3,
        unsafe event.buffer[0] & 0xF0 == 0x90
      else { continue }
      take(noteAt: start &+ (unsafe event.time), start)
    }
    for index in 0..<Int(frames) { unsafe sound[index] = isHolding ? 0.5 : 0 }
    var kept = 0
    for index in 0..<dueCount {
      let frame = unsafe due[index]
      if Int32(bitPattern: frame &- start) < Int32(frames) {
        unsafe sound[Int(max(0, Int32(bitPattern: frame &- start)))] = 0.8
      } else {
        unsafe due[kept] = frame
        kept += 1
      }
    }
    dueCount = kept
  }

  private mutating func take(noteAt frame: UInt32, _ start: UInt32) {
    let number = noteCount
    noteCount += 1
    switch behaviour {
    case .delays(let frames, let jitter): add(frame &+ frames &+ UInt32(7 * number) % (jitter + 1))
    case .ignoresOffsets: add(start)
    case .blocks(let length): add(start &+ (frame &- start) / length * length)
    case .losesEvery(let step): if number % step != 0 { add(frame) }
    case .doublesEvery(let step):
      add(frame)
      if number % step == 0 { add(frame &+ 300) }
    case .holds(let held):
      add(frame)
      if number == held { isHolding = true }
    case .silent, .drones: break
    }
  }

  private mutating func add(_ frame: UInt32) {
    guard dueCount < 256 else { return }
    unsafe due[dueCount] = frame
    dueCount += 1
  }
}

/// The process callback of a synthetic synth.
func syntheticProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: SyntheticState.self).pointee.process(frames: frames)
  return 0
}
