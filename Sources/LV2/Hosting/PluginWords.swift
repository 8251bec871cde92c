// SPDX-License-Identifier: MIT
// The words that objects of the transport and of properties are made of. Setup.

import CLilv

/// The numbers of these words, for the audio thread, which may not ask for any.
extension lv2_words {
  /// Thread: any but audio.
  static func mapped() -> lv2_words {
    func atom(_ name: String) -> UInt32 { URIDMap.number(of: LV2URI.atom + name) }
    func time(_ name: String) -> UInt32 { URIDMap.number(of: LV2URI.time + name) }
    func patch(_ name: String) -> UInt32 { URIDMap.number(of: LV2URI.patch + name) }
    return lv2_words(
      object: atom("Object"), real: atom("Float"), real_double: atom("Double"), whole: atom("Int"),
      whole_long: atom("Long"), boolean: atom("Bool"), urid: atom("URID"), position: time("Position"),
      frame: time("frame"), rate: time("framesPerSecond"), speed: time("speed"), tempo: time("beatsPerMinute"),
      beats_per_bar: time("beatsPerBar"), beat_unit: time("beatUnit"), bar: time("bar"), bar_beat: time("barBeat"),
      set: patch("Set"), get: patch("Get"), property: patch("property"), value: patch("value"))
  }
}
