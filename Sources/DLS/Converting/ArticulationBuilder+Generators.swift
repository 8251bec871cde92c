// SPDX-License-Identifier: MIT
// Generators of a SoundFont as constants of an articulation. Any thread but audio.

extension ArticulationBuilder {
  /// Time cents by which a line is shorter than SoundFonts' curve of EG2's attack, where both leave out the same area: so
  /// what the envelope bends comes out of it in the same phase.
  private static let lineCents = -1766.4
  /// SoundFonts' own word for no time at all, which DLS has where nothing is said.
  private static let noTime = -12_000.0
  /// The key at which SoundFonts scale nothing; DLS has it at 0.
  private static let pivotKey = 60.0

  /// How far oscillators and envelopes move pitch, level and filter.
  mutating func addDepths() {
    for (code, depth) in ModulatorTarget.depths.sorted(by: { $0.key < $1.key }) where zone[code] != 0 {
      let isOscillator = Source.isOscillator(depth.generator)
      connect(depth.generator, depth.destination, zone[code], transform: isOscillator ? 0x4000 : 0)
    }
  }

  /// Filter, pan, sends and tuning.
  mutating func addValues(tuning: Double) {
    // A filter that is open but moves must be told where it begins: from "off" nothing moves it.
    if zone[Code.filterCutoff] < 13_500 || moves(Destination.filterCutoff) {
      set(Destination.filterCutoff, zone[Code.filterCutoff])
      if zone[Code.filterQ] != 0 { set(Destination.filterQ, zone[Code.filterQ]) }
    }
    for (code, destination) in [
      (Code.pan, Destination.pan), (Code.reverbSend, Destination.reverb), (Code.chorusSend, Destination.chorus),
    ] where zone[code] != 0 {
      set(destination, zone[code])
    }
    if tuning != 0 { set(Destination.pitch, tuning) }
    let centsPerKey = zone.fixedKey == nil ? zone[Code.scaleTuning] : 0
    if centsPerKey != 100 { connect(Source.keyNumber, Destination.pitch, centsPerKey * 128) }
  }

  /// The volume envelope. Attack and release are always told: a note without any would click.
  mutating func addEG1() {
    setTime(Code.eg1Delay, Destination.eg1Delay)
    set(Destination.eg1Attack, zone[Code.eg1Attack])
    setTime(Code.eg1Hold, Destination.eg1Hold, key: Code.keyToEG1Hold)
    let attenuation = zone[Code.eg1Sustain]
    if attenuation > 0 || moves(Destination.eg1Sustain) {
      setTime(Code.eg1Decay, Destination.eg1Decay, key: Code.keyToEG1Decay, shift: Code.decayShift)
      set(Destination.eg1Sustain, max(0, 1000 - attenuation * 1000 / 960))
    }
    set(Destination.eg1Release, zone[Code.eg1Release] + Code.decayShift)
  }

  /// The modulation envelope.
  mutating func addEG2() {
    setTime(Code.eg2Delay, Destination.eg2Delay)
    setTime(Code.eg2Attack, Destination.eg2Attack, shift: Self.lineCents)
    setTime(Code.eg2Hold, Destination.eg2Hold, key: Code.keyToEG2Hold)
    if zone[Code.eg2Sustain] > 0 || moves(Destination.eg2Sustain) {
      setTime(Code.eg2Decay, Destination.eg2Decay, key: Code.keyToEG2Decay)
      set(Destination.eg2Sustain, 1000 - zone[Code.eg2Sustain])
    }
    setTime(Code.eg2Release, Destination.eg2Release)
  }

  /// Frequency and delay of an oscillator: the two formats begin with different ones.
  mutating func addOscillator(_ frequency: UInt16, _ delay: UInt16) {
    for code in [frequency, delay] {
      guard let target = ModulatorTarget(code) else { continue }
      // DLS has 10 ms where nothing is said.
      let isNothing = code == delay && zone[code] <= Self.noTime && !moves(target.destination)
      if isNothing { setNoTime(target.destination) } else { set(target.destination, zone[code]) }
    }
  }

  /// A time, and how it follows the key: `time + perKey · (60 - key)` is `(time + 60 · perKey) - 128 · perKey · key/128`.
  private mutating func setTime(_ code: UInt16, _ destination: UInt16, key: UInt16? = nil, shift: Double = 0) {
    let perKey = key.map { zone[$0] } ?? 0
    if let fixed = zone.fixedKey {
      let time = zone[code] + perKey * (Self.pivotKey - fixed)
      if time > Self.noTime || moves(destination) { set(destination, time + shift) }
      return
    }
    guard zone[code] > Self.noTime || perKey != 0 || moves(destination) else { return }
    set(destination, zone[code] + perKey * Self.pivotKey + shift)
    if perKey != 0 { connect(Source.keyNumber, destination, -128 * perKey) }
  }
}
