// SPDX-License-Identifier: MIT
// Notes: which regions sound, and which voices they end (DLS 2.2, note exclusivity). Audio thread.

import Miniport
import Realtime

extension Synthesizer {
  /// A key goes down: a new note, or the one that sounds moves to it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func noteOn(channel: Int, key: UInt8, velocity: UInt8, time: FrameTime) {
    if isMonophonic(channel) { return monoNoteOn(channel: channel, key: key, velocity: velocity, time: time) }
    let source = takeGlideSource(channel: channel, key: key)
    if let source, source.isControl, moveNote(channel: channel, from: source.key, to: key, time: time) { return }
    begin(channel: channel, key: key, velocity: velocity, glidingFrom: source?.key, time: time)
  }

  /// Starts a voice for each region that plays this key and velocity. Thread: audio.
  @_noLocks @_noAllocation
  mutating func begin(channel: Int, key: UInt8, velocity: UInt8, glidingFrom source: UInt8?, time: FrameTime) {
    let state = unsafe pool.channels + channel
    let program = instrument(of: channel)
    pool.noteCount &+= 1
    cutSameKey(channel: channel, key: key)
    guard let program else { return statistics.add(to: .notesWithoutRegion) }
    pool.nextUses = program.uses
    var layers = NoteLayers()
    let shifted = unsafe UnsafePointer(state).key(of: key, velocity: velocity, program.keyLinks, program.keyLinkCount)
    let note = NoteInput(key: shifted, playedKey: key, velocity: velocity)
    let nearest = UInt8(shifted + 0.5)
    for index in 0..<program.regionCount {
      guard unsafe program.ranges[index].contains(key: nearest, velocity: velocity) else { continue }
      let region = unsafe program.regions + index
      guard layers.count < NoteLayers.limit else {
        statistics.add(to: .voicesRefused)
        break
      }
      // A phase group begins as a whole, with the first of its regions.
      guard unsafe layers.add(phaseGroup: region.pointee.phaseGroup) else { continue }
      pool.nextNote = noteOffsets(channel: channel, key: key, region: unsafe region.pointee.pan)
      if let source { pool.nextNote.glide = glide(channel: channel, from: source, to: key, time: time) }
      if unsafe region.pointee.phaseGroup != 0 {
        startPhaseGroup(program, from: index, nearest, note, channel: channel)
      } else {
        unsafe cutKeyGroup(of: region, in: program, channel: channel)
        unsafe startVoice(region, note, channel: channel)
      }
    }
    if layers.count == 0 { statistics.add(to: .notesWithoutRegion) }
  }

  @_noLocks @_noAllocation
  private mutating func startVoice(_ region: UnsafePointer<CompiledRegion>, _ note: NoteInput, channel: Int) {
    let place = unsafe pool.reserveLanes(
      1, bus: layout.bus(ofChannel: channel), channel: channel,
      needsFilter: region.pointee.articulation.pointee.needsFilter)
    statistics.add(UInt64(place.stolenCount), to: .voicesStolen)
    guard let group = place.group else { return statistics.add(to: .voicesRefused) }
    unsafe pool.start(pool.freeLane(of: group), region: region, note: note, channel: channel)
    statistics.add(to: .voicesStarted)
  }

  /// The same key again shuts its old voices down, or releases them, unless their region allows both. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func cutSameKey(channel: Int, key: UInt8) {
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe pool.voices[index].note.playedKey == key, let region = unsafe pool.voices[index].region,
        unsafe !region.pointee.isSelfNonExclusive
      {
        if unsafe region.pointee.articulation.pointee.releasesSameKey {
          pool.giveUpKey(index)
        } else {
          pool.shutDown(index)
        }
      }
      index = next
    }
  }

  /// A note of a key group shuts the others of the group down, but for voices of the same note; in SoundFonts those of
  /// the same program alone. Thread: audio.
  @_noLocks @_noAllocation
  mutating func cutKeyGroup(of new: UnsafePointer<CompiledRegion>, in program: ProgramEntry, channel: Int) {
    let keyGroup = unsafe new.pointee.keyGroup
    guard keyGroup != 0 else { return }
    let isOfProgram = unsafe new.pointee.articulation.pointee.keyGroupIsOfProgram
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe pool.voices[index].noteNumber != pool.noteCount, let region = unsafe pool.voices[index].region,
        unsafe region.pointee.keyGroup == keyGroup,
        unsafe !isOfProgram || (region >= program.regions && region < program.regions + program.regionCount)
      {
        pool.shutDown(index)
      }
      index = next
    }
  }

  /// A key goes up: the oldest note of it that is still held down ends; the pedals may keep it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func noteOff(channel: Int, key: UInt8, time: FrameTime) {
    if isMonophonic(channel) {
      if monoNoteOff(channel: channel, key: key, time: time) { return }
    } else {
      // What went down while the channel was monophonic must not be found there when it is so again.
      unsafe pool.channels[channel].heldKeys.lift(key)
    }
    var oldest = UInt64.max
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      if unsafe pool.voices[index].isKeyDown, unsafe pool.voices[index].note.playedKey == key {
        oldest = unsafe min(oldest, pool.voices[index].noteNumber)
      }
      index = unsafe Int(pool.voices[index].next)
    }
    guard oldest < .max else { return }
    index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe pool.voices[index].noteNumber == oldest { keyUp(index) }
      index = next
    }
  }

  /// The key of a voice is up: it is released, or held by a pedal. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func keyUp(_ index: Int) {
    guard unsafe pool.voices[index].isKeyDown else { return }
    unsafe pool.voices[index].isKeyDown = false
    if unsafe pool.channels[Int(pool.voices[index].channel)].isSustained || pool.voices[index].isHeldBySostenuto {
      unsafe pool.voices[index].isHeldByPedal = true
    } else {
      pool.release(index)
    }
  }

  /// All keys of a channel up, the pedals respected (CC123). Thread: audio.
  @_noLocks @_noAllocation
  mutating func allNotesOff(channel: Int) {
    unsafe pool.channels[channel].heldKeys = HeldKeys()
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      keyUp(index)
      index = next
    }
  }

  /// Silence within 3 ms (CC120). Thread: audio.
  @_noLocks @_noAllocation
  mutating func allSoundOff(channel: Int) {
    unsafe pool.channels[channel].heldKeys = HeldKeys()
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      pool.fade(index)
      index = next
    }
  }
}
