// SPDX-License-Identifier: MIT
// The modulators of a SoundFont zone, over its levels. Any thread but audio.

/// Modulators in force, each identity once (SoundFont 2.04, 9.5.1: an instrument's zone replaces what is identical, a
/// preset's zone adds to it).
public struct ModulatorList: Sendable, Hashable {
  /// In the order in which they were met.
  public private(set) var entries: [Entry] = []
  /// Modulators beyond the limit.
  public private(set) var omittedCount = 0

  /// Modulators in one list: a file must not decide how long a bank takes to compile.
  private static let limit = 256

  /// A modulator whose amount may be a sum.
  public struct Entry: Sendable, Hashable {
    /// What makes two modulators the same; its own amount is 0.
    public let identity: SoundFont.Modulator
    /// In the destination's unit.
    public internal(set) var amount: Int32
    /// The modulator that takes this one's output, where none of the generators does.
    public fileprivate(set) var feeds: SoundFont.Modulator?
  }

  /// No modulators.
  init() {}

  /// Takes a zone's modulators in place of those that are identical.
  mutating func set(_ zone: SoundFont.Zone?) {
    for entry in ModulatorList.entries(of: zone) {
      // 8.4.2 of version 2.01 and of 2.04 write the default from velocity to cutoff differently: either replaces it.
      if ModulatorList.isVelocityToCutoff(entry.identity) {
        entries.removeAll { ModulatorList.isVelocityToCutoff($0.identity) }
      }
      if let place = place(of: entry) {
        entries[place] = entry
      } else {
        append(entry)
      }
    }
  }

  /// The same with a preset's modulators added. Thread: any but audio.
  public func adding(_ preset: ModulatorList) -> ModulatorList {
    var list = self
    for entry in preset.entries {
      if let place = list.place(of: entry) {
        list.entries[place].amount &+= entry.amount
      } else {
        list.append(entry)
      }
    }
    list.omittedCount += preset.omittedCount
    return list
  }

  /// Where an identical modulator stands. The number that leads to another modulator counts within one zone only, so
  /// that what it leads to is compared instead.
  private func place(of entry: Entry) -> Int? {
    entries.firstIndex { $0.identity == entry.identity && $0.feeds == entry.feeds }
  }

  private mutating func append(_ entry: Entry) {
    guard entries.count < ModulatorList.limit else { return omittedCount += 1 }
    entries.append(entry)
  }

  private static func entries(of zone: SoundFont.Zone?) -> [Entry] {
    guard let zone else { return [] }
    return zone.modulators.map { modulator in
      var entry = Entry(identity: modulator.identity, amount: Int32(modulator.amount), feeds: nil)
      if modulator.destination & 0x8000 != 0 {
        let target = Int(modulator.destination & 0x7FFF)
        if target < zone.modulators.count { entry.feeds = zone.modulators[target].identity }
      }
      return entry
    }
  }

  private static func isVelocityToCutoff(_ identity: SoundFont.Modulator) -> Bool {
    identity.source == 0x0102 && identity.destination == SoundFont.Code.filterCutoff
      && [0x0000, 0x0D02, 0x0C02].contains(identity.amountSource)
  }

  /// The default modulators (SoundFont 2.04, 8.4), but for pan: its amount of 1000 there would reach the sides at a
  /// quarter of the way; half of it, and what makes controller 127 hard right, is what DLS has too.
  static let defaults: ModulatorList = {
    var zone = SoundFont.Zone()
    zone.modulators = [
      modulator(0x0502, SoundFont.Code.attenuation, 960), modulator(0x0102, SoundFont.Code.filterCutoff, -2400),
      modulator(0x000D, SoundFont.Code.vibratoToPitch, 50), modulator(0x0081, SoundFont.Code.vibratoToPitch, 50),
      modulator(0x0587, SoundFont.Code.attenuation, 960), modulator(0x028A, SoundFont.Code.pan, 508),
      modulator(0x058B, SoundFont.Code.attenuation, 960), modulator(0x00DB, SoundFont.Code.reverbSend, 200),
      modulator(0x00DD, SoundFont.Code.chorusSend, 200),
      modulator(0x020E, SoundFont.Code.fineTune, 12_700, by: 0x0010),
    ]
    var list = ModulatorList()
    list.set(zone)
    return list
  }()

  private static func modulator(
    _ source: UInt16, _ destination: UInt16, _ amount: Int16, by amountSource: UInt16 = 0
  ) -> SoundFont.Modulator {
    SoundFont.Modulator(
      source: source, destination: destination, amount: amount, amountSource: amountSource, transform: 0)
  }
}

extension SoundFont.Modulator {
  /// The same without its amount.
  fileprivate var identity: SoundFont.Modulator {
    SoundFont.Modulator(
      source: source, destination: destination, amount: 0, amountSource: amountSource, transform: transform)
  }
}
