// SPDX-License-Identifier: MIT
// Reads a bank of any kind as a collection, and says what does not come along. Main thread.

import AudioFile
import DLS
import Synthesis

/// A bank on its way to a DLS file.
struct BankConversion {
  /// The bank's file, as the command line names it.
  let path: String
  /// The only programs that are wanted; all where there are none.
  let programs: [ProgramSelection]

  /// The bank's instruments, and the waves that they play.
  func collection() throws(CommandFailure) -> DLS.Collection {
    try InputFile.checkSize(path)
    // A SoundFont's samples are read one by one.
    if FileKind.sniff(FileBytes.beginning(of: path, count: 12)) == .soundFont {
      return try read(soundFont: InputFile.source(path))
    }
    // A bank that a song carries keeps its own numbers, whatever the song adds to them.
    let banks = try BankFile.all(path, InputFile.read(path))
    if banks.count > 1 { warn("the first of its \(banks.count) banks is taken") }
    let bytes = banks[0].bytes
    return try FileKind.sniff(bytes) == .soundFont ? read(soundFont: ByteSource(bytes)) : read(dls: bytes)
  }

  // MARK: DLS

  private func read(dls bytes: ArraySlice<UInt8>) throws(CommandFailure) -> DLS.Collection {
    let reading: CollectionReading
    do { reading = try Collection.read(bytes) } catch { throw .badInput(path, error.description) }
    tell(reading.warnings, reading.ignoredChunks)
    if reading.excludedLists > 0 {
      warn("\(reading.excludedLists) regions or articulations that its conditions switch off are left out")
    }
    guard !programs.isEmpty else { return reading.collection }
    for program in programs where !reading.collection.instruments.contains(where: { program.names($0.address) }) {
      throw missing(program)
    }
    return reading.collection.reduced { instrument in programs.contains { $0.names(instrument.address) } }
  }

  // MARK: SoundFont

  private func read(soundFont source: ByteSource) throws(CommandFailure) -> DLS.Collection {
    let reading: SoundFontReading
    do { reading = try SoundFont.read(source) } catch { throw .badInput(path, error.description) }
    tell(reading.warnings, reading.ignoredChunks)
    for program in programs where !reading.soundFont.presets.contains(where: { program.names($0) }) {
      throw missing(program)
    }
    do throws(SoundFontConversionError) {
      let conversion = try reading.soundFont.converted(from: source, where: isWanted) { samples in
        decoded(samples, of: reading.soundFont, source)
      }
      for loss in conversion.losses { warn(loss.description) }
      return conversion.collection
    } catch {
      throw .badInput(path, error.description)
    }
  }

  private func isWanted(_ preset: SoundFont.Preset) -> Bool {
    programs.isEmpty || programs.contains { $0.names(preset) }
  }

  private func decoded(_ samples: [Int], of soundFont: SoundFont, _ source: ByteSource) -> [Int: [Int16]] {
    let progress = ConversionProgress(path: path)
    defer { progress.end() }
    let sounds = soundFont.decodedSamples(samples, from: source, decoder: CompressedSample.decoder) {
      progress.show($0)
    }
    let roundedCount = sounds.values.count { if case .float = $0 { true } else { false } }
    if roundedCount > 0 { warn("\(roundedCount) samples of more than 16 bits are rounded to 16") }
    return sounds.mapValues(\.rounded)
  }

  // MARK: Words

  private func missing(_ program: ProgramSelection) -> CommandFailure {
    .usage("\(path): there is no program \(program.defaultValueDescription) (wavesink inspect shows which there are)")
  }

  /// What reading leaves out does not come along either.
  private func tell(_ warnings: [Warning], _ ignored: [CollectionReading.IgnoredChunk]) {
    for warning in warnings { warn(warning.description) }
    for chunk in ignored { warn("\(chunk.count) × \"\(chunk.identifier)\", chunks that mean nothing here, left out") }
  }

  private func warn(_ sentence: String) { Console.warning("\(path): \(sentence)") }
}

extension WaveSamples {
  /// In 16 bits.
  fileprivate var rounded: [Int16] {
    switch self {
    case .sixteen(let samples): samples
    case .float(let samples): samples.map { $0.isFinite ? Int16(max(-32_768, min(32_767, $0.rounded()))) : 0 }
    }
  }
}
