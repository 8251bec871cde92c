// SPDX-License-Identifier: MIT
// A bank whose programs come into memory one by one. Downloader thread.

internal import DLS

/// A bank's file of which the structure has been read: what programs it has, and each of them when it is wanted.
struct OpenBank {
  /// What its programs are called, by `ProgramEntry.key`: those that have anything to play.
  let names: [UInt32: String]
  /// What is odd about the file: sentences with byte offsets.
  let warnings: [String]
  private let loader: BankLoader
  private let source: BankSource
  private let file: ByteSource
  /// Nil for a collection, which is read again for each program: its waves are as large as the file.
  private let soundFont: SoundFont?
  private let hasGeneralMIDI: Bool

  /// A program that has come in.
  struct Program {
    /// It has this program alone.
    let bank: CompiledBank
    /// Samples that do not play, a sentence each.
    let lostSamples: [String]
    /// What has no effect.
    let omission: String?
  }

  typealias Outcome = Result<Program, BankLoader.Failure>

  /// `hasGeneralMIDI`: a built-in bank plays, which collections may ask for.
  init(_ source: BankSource, hasGeneralMIDI: Bool, loader: BankLoader) throws(BankLoader.Failure) {
    self.loader = loader
    self.source = source
    self.hasGeneralMIDI = hasGeneralMIDI
    do {
      let opened = try loader.open(source)
      file = opened.bytes
      if opened.isSoundFont {
        let reading = try SoundFont.read(file)
        soundFont = reading.soundFont
        warnings = reading.warnings.map(\.description)
        names = try loader.soundFontCompiler(reading.soundFont, file, bankOffset: source.bankOffset).namesOfPlayable()
      } else {
        soundFont = nil
        let collection = try loader.collectionCompiler(source, file, hasGeneralMIDI: hasGeneralMIDI)
        warnings = collection.warnings
        names = collection.compiler.namesOfPlayable
      }
    } catch {
      throw BankLoader.Failure(sentence: "\(error)")
    }
  }

  /// Compiles programs, each for itself: one that fails leaves the others alone.
  func programs(
    _ keys: [UInt32], work: LoadingWork
  ) -> [(key: UInt32, outcome: Outcome)] {
    guard file.isAsOpened else {
      return failed(keys, "somebody has written to the file since it was read; bring the bank in again")
    }
    if let soundFont {
      return keys.map { key in
        (
          key,
          outcome(key) {
            var compiler = loader.soundFontCompiler(soundFont, file, bankOffset: source.bankOffset)
            let bank = try compiler.compile(only: key, work: work)
            return Program(bank: bank, lostSamples: compiler.lostSamples, omission: compiler.omission)
          }
        )
      }
    }
    let collection: BankCompiler
    do {
      collection = try loader.collectionCompiler(source, file, hasGeneralMIDI: hasGeneralMIDI).compiler
    } catch {
      return failed(keys, "\(error)")
    }
    return keys.map { key in
      (
        key,
        outcome(key) {
          var compiler = collection
          let bank = try compiler.compile(only: key)
          return Program(bank: bank, lostSamples: [], omission: compiler.omission)
        }
      )
    }
  }

  private func failed(_ keys: [UInt32], _ sentence: String) -> [(key: UInt32, outcome: Outcome)] {
    keys.map { ($0, .failure(BankLoader.Failure(sentence: sentence))) }
  }

  private func outcome(_ key: UInt32, _ compile: () throws -> Program) -> Outcome {
    do {
      let program = try compile()
      guard program.bank.programs[key] != nil else {
        let reasons = ["none of its samples plays"] + program.lostSamples
        return .failure(BankLoader.Failure(sentence: reasons.joined(separator: "; ")))
      }
      return .success(program)
    } catch {
      return .failure(BankLoader.Failure(sentence: "\(error)"))
    }
  }
}
