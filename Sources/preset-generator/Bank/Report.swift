// SPDX-License-Identifier: MIT
// Measures the bank and prints a table. Off-line.

/// Tuning, loops and loudness of every program, from the finished 16-bit waves.
struct Report {
  var bank: Bank

  func printAll() {
    print("program                        zones  KiB  tune[c]  seam[dB]  loud36  loud60  loud84")
    for instrument in bank.instruments { print(line(instrument)) }
    let bytes = bank.waves.reduce(0) { $0 + $1.samples.count * 2 }
    print("waves \(bank.waves.count), \(bytes / 1024) KiB of samples")
  }

  private func line(_ instrument: Instrument) -> String {
    let waves = Set(instrument.zones.map(\.wave)).map { bank.waves[$0] }
    let size = waves.reduce(0) { $0 + $1.samples.count * 2 } / 1024
    let tune = instrument.isPitched ? instrument.zones.map { abs(bank.waves[$0.wave].tuningErrorCents) }.max() ?? 0 : 0
    let seam = waves.compactMap(\.seamDecibels).max()
    let loud = instrument.isDrumKit ? [36, 38, 49] : [36, 60, 84]
    let measured = loud.map { Audition(bank: bank, instrument: instrument, key: $0, velocity: 100).loudness() }
    return Text.padded("\(instrument.program + 1) \(instrument.name)", 30)
      + Text.left("\(instrument.zones.count)", 6) + Text.left("\(size)", 5) + Text.left(Text.fixed(tune, 2), 9)
      + Text.left(seam.map { Text.fixed($0, 1) } ?? "-", 10)
      + measured.map { Text.left(Text.fixed($0, 1), 8) }.joined()
  }
}

/// Columns of a table.
enum Text {
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
  static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
  static func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = Exact.pow(10, Double(digits)).rounded()
    let whole = Int((abs(value) * scale).rounded())
    let fraction = String(whole % Int(scale))
    let sign = value < 0 && whole > 0 ? "-" : ""
    return sign + "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}

extension Wave {
  /// How far the loop's fundamental is from the unity note, in cents, if a whole number of periods fits.
  var tuningErrorCents: Double {
    guard let loop else { return 0 }
    let wanted = Exact.hertz(key: Double(unityNote))
    let cycles = (Double(loop.count) * wanted / Double(rate)).rounded()
    return 1200 * Exact.log2(cycles * Double(rate) / Double(loop.count) / wanted)
  }

  /// Bend of the curve at the loop's seam over the strongest bend inside the loop, in decibels: 0 or less is smooth.
  var seamDecibels: Double? {
    guard let loop, loop.count > 8 else { return nil }
    let inside = loop.map { Double(samples[$0]) }
    func bend(_ index: Int) -> Double {
      let count = inside.count
      return abs(inside[(index + count - 1) % count] - 2 * inside[index % count] + inside[(index + 1) % count])
    }
    let most = (1..<inside.count - 1).reduce(1.0) { max($0, bend($1)) }
    return Exact.decibels(amplitude: max(bend(0), bend(inside.count - 1)) / most)
  }
}
