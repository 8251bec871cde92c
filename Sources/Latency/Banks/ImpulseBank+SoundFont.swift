// SPDX-License-Identifier: MIT
// The same bank for synths that read SoundFonts. Any thread but audio.
//
//   RIFF 'sfbk'
//    ├ LIST 'INFO' ─ ifil isng INAM
//    ├ LIST 'sdta' ─ smpl
//    └ LIST 'pdta' ─ phdr pbag pmod pgen inst ibag imod igen shdr      SoundFont 2.04, chapter 7

public import Realtime

extension ImpulseBank {
  /// Silent frames behind each sample (SoundFont 2.04, 6.1).
  private static let guardFrames = 46

  /// As a SoundFont, for a synth that runs at `rate`. Thread: any.
  public static func soundFont(rate: SampleRate) -> [UInt8] {
    let silence = [Int16](repeating: 0, count: guardFrames)
    let samples = (impulse + silence + load + silence).flatMap { number(Int($0), 2) }
    let info = chunk("ifil", number(2, 2) + number(1, 2)) + chunk("isng", text("EMU8000", 8))
    return chunk(
      "RIFF",
      ascii("sfbk") + list("INFO", info + chunk("INAM", text("wavesink latency", 18)))
        + list("sdta", chunk("smpl", samples)) + list("pdta", presets + instruments + chunk("shdr", headers(rate))))
  }

  /// Preset n plays instrument n: generator 41.
  private static var presets: [UInt8] {
    let headers = ["impulse", "load", "EOP"].enumerated().map { index, name in
      text(name, 20) + number(index < 2 ? index : 0, 2) + number(0, 2) + number(index, 2) + number(0, 12)
    }
    let bags = (0..<3).flatMap { number($0, 2) + number(0, 2) }
    let generators = (0..<2).flatMap { number(41, 2) + number($0, 2) } + number(0, 4)
    return chunk("phdr", headers.flatMap { $0 }) + chunk("pbag", bags) + chunk("pmod", number(0, 10))
      + chunk("pgen", generators)
  }

  /// Instrument n plays sample n: generator 53; the load is attenuated (48) and repeats (54).
  private static var instruments: [UInt8] {
    let headers = ["impulse", "load", "EOI"].enumerated().map { text($1, 20) + number($0, 2) }
    let bags = [0, 1, 4].flatMap { number($0, 2) + number(0, 2) }
    let generators = [(53, 0), (48, 600), (54, 1), (53, 1), (0, 0)].flatMap { number($0.0, 2) + number($0.1, 2) }
    return chunk("inst", headers.flatMap { $0 }) + chunk("ibag", bags) + chunk("imod", number(0, 10))
      + chunk("igen", generators)
  }

  private static func headers(_ rate: SampleRate) -> [UInt8] {
    let names = ["impulse", "load"].enumerated().flatMap { index, name in
      let start = index * (waveFrames + guardFrames)
      let places = [start, start + waveFrames, start + loop.lowerBound, start + loop.upperBound, Int(rate.hertz)]
      // Original pitch 60, no correction, no link, mono.
      return text(name, 20) + places.flatMap { number($0, 4) } + [60, 0] + number(0, 2) + number(1, 2)
    }
    return names + text("EOS", 20) + number(0, 26)
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    ascii(name) + number(content.count, 4) + content + (content.count % 2 == 1 ? [0] : [])
  }

  private static func list(_ kind: String, _ content: [UInt8]) -> [UInt8] { chunk("LIST", ascii(kind) + content) }
  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
  /// `length` bytes, the last of them zero.
  private static func text(_ text: String, _ length: Int) -> [UInt8] {
    ascii(text) + [UInt8](repeating: 0, count: length - text.utf8.count)
  }
  /// The lowest byte first.
  private static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
