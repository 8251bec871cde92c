// SPDX-License-Identifier: MIT
// What stands behind the number of a control. Any thread.

extension PluginPort {
  /// What people write behind its values; nil where nothing is said, or where it has no sign. Thread: any.
  public var unitSymbol: String? {
    guard let unit else { return nil }
    guard unit.contains(":") else { return unit }
    guard unit.hasPrefix(LV2URI.units) else { return nil }
    return PluginPort.symbols[String(unit.dropFirst(LV2URI.units.count))]
  }

  /// Of the units that LV2 defines. Source: https://lv2plug.in/ns/extensions/units, units:symbol.
  private static let symbols = [
    "bar": "bars", "beat": "beats", "bpm": "BPM", "cent": "ct", "cm": "cm", "db": "dB", "degree": "°",
    "frame": "frames",
    "hz": "Hz", "inch": "″", "khz": "kHz", "km": "km", "m": "m", "mhz": "MHz", "midiNote": "MIDI note", "mile": "mi",
    "min": "min", "mm": "mm", "ms": "ms", "oct": "oct", "pc": "%", "s": "s", "semitone12TET": "semi",
  ]
}
