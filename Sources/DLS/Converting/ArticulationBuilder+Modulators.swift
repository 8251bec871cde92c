// SPDX-License-Identifier: MIT
// Modulators of a SoundFont as connections. Any thread but audio.

extension ArticulationBuilder {
  /// The controllers that DLS 2.2 names.
  private static let namedControllers: Set<UInt16> = [1, 7, 10, 11, 91, 93]

  /// Adds each modulator that DLS can say.
  mutating func addModulators() {
    for entry in zone.modulators where entry.amount != 0 || entry.isStandard { add(entry) }
  }

  private mutating func add(_ entry: ModulatorList.Entry) {
    let modulator = entry.identity
    guard !modulator.isLinked else { return note(.linkedModulator) }
    let sources = modulator.sources
    guard modulator.transform == 0 || modulator.transform == 2, sources.allSatisfy({ $0.isSaid }) else {
      return note(.unknownModulator)
    }
    guard let target = ModulatorTarget(modulator.destination) else {
      return note(.modulatorTarget(modulator.destination))
    }
    var amount = Double(entry.amount)
    if modulator.transform == 2 {
      // Of a product that never falls below zero only the amount can.
      guard sources.allSatisfy({ !$0.isBipolar }) else { return note(.absoluteModulator) }
      amount = amount.magnitude
    }
    for foreign in sources where foreign.isController && !Self.namedControllers.contains(foreign.index) {
      note(.foreignController(UInt8(foreign.index)))
    }
    connect(sources, target, amount * target.factor)
  }

  private mutating func connect(
    _ sources: [SoundFont.ModulatorSource], _ target: ModulatorTarget, _ amount: Double
  ) {
    guard target.generator == Source.none else {
      guard sources.count < 2 else { return note(.depthOfTwoSources) }
      let swing: UInt16 = Source.isOscillator(target.generator) ? 0x4000 : 0
      return connect(
        target.generator, target.destination, amount, control: sources.first?.connectionSource ?? Source.none,
        transform: swing | (sources.first?.controlTransform ?? 0))
    }
    let transform = (sources.first?.sourceTransform ?? 0) | (sources.dropFirst().first?.controlTransform ?? 0)
    let source = sources.first?.connectionSource ?? Source.none
    let control = sources.dropFirst().first?.connectionSource ?? Source.none
    if let fixed = Self.fixed.first(where: { $0.follows(source, control, target.destination) }) {
      if transform != fixed.transform || amount != fixed.amount { note(.fixedModulator) }
      return
    }
    connect(source, target.destination, amount, control: control, transform: transform)
  }

  /// Connections that a DLS synthesizer has in any case, and in which it lets nobody meddle.
  private static let fixed = [
    Fixed(source: Source.cc0 + 7, destination: Destination.gain, transform: 0x8400, amount: -960),
    Fixed(source: Source.cc0 + 11, destination: Destination.gain, transform: 0x8400, amount: -960),
    // A semitone for each semitone of the bend range, of which SoundFonts take another part for the whole.
    Fixed(
      source: Source.pitchWheel, control: Source.rpn0, destination: Destination.pitch, transform: 0x4000,
      amount: 12_700),
  ]

  private struct Fixed {
    let source: UInt16
    var control = Source.none
    let destination: UInt16
    let transform: UInt16
    /// What a SoundFont asks for where it wants no other.
    let amount: Double

    func follows(_ source: UInt16, _ control: UInt16, _ destination: UInt16) -> Bool {
      source == self.source && control == self.control && destination == self.destination
    }
  }
}

extension ModulatorList.Entry {
  /// True for those that are there without being told, so that an amount of 0 means something.
  fileprivate var isStandard: Bool {
    ModulatorList.defaults.entries.contains {
      $0.identity.source == identity.source && $0.identity.destination == identity.destination
    }
  }
}

extension SoundFont.ModulatorSource {
  /// Whether a connection can follow it.
  fileprivate var isSaid: Bool { connectionSource != nil && curve != nil }
}
