// SPDX-License-Identifier: MIT
// The engine's own work beside the kernels: beginning and ending notes, envelopes, messages.

/// Notes, held notes, and controllers through a queue.
func engineBenchmarks() {
  let notes = EngineLab()
  measure("notes-64-begin-and-end") {
    for key in 32..<96 as Range<UInt8> { notes.put(0x90, key, 100) }
    notes.render()
    for key in 32..<96 as Range<UInt8> { notes.put(0x80, key, 0) }
    // The release of a bank without one takes less.
    for _ in 0..<8 { notes.render() }
  }
  let held = EngineLab()
  for key in 32..<96 as Range<UInt8> { held.put(0x90, key, 100) }
  measure("voices-64-held") { for _ in 0..<100 { held.render() } }
  let controlled = EngineLab()
  for key in 32..<96 as Range<UInt8> { controlled.put(0x90, key, 100) }
  measure("voices-64-held-controllers") {
    for block in 20..<120 as Range<UInt8> {
      controlled.push(0xB0, 11, block)
      controlled.render()
    }
  }
  let silent = EngineLab()
  measure("silence") { for _ in 0..<100 { silent.render() } }
}
