// SPDX-License-Identifier: MIT
// A bank of the playing set. Downloader thread.

internal import Realtime

/// A bank that plays, or that is on its way out.
struct PlayingBank {
  /// The download's.
  let id: Int
  let source: BankSource
  /// What it was compiled for; nil where no engine was there yet.
  var form: AttachedEngine.Form
  var loaded: BankLoader.Result
  /// Voices that play from it, in the engine at hand.
  var uses = UseCount()

  var bank: CompiledBank { loaded.bank }

  /// What came of the download.
  var report: Download.Report {
    Download.Report(
      programCount: bank.programs.count, regionCount: bank.regionCount, waveCount: bank.waveCount,
      sampleByteCount: bank.arena.byteCount, sharedByteCount: bank.arena.sharedByteCount,
      isLocked: bank.arena.isLocked, warnings: loaded.warnings)
  }

  /// `answered`: the programs of the banks that are searched before this one.
  func summary(answered: Set<UInt32>) -> BankSummary {
    BankSummary(
      id: id, name: source.name, file: source.file, isBuiltIn: source.isBuiltIn, sampleByteCount: bank.arena.byteCount,
      isLocked: bank.arena.isLocked,
      programs: bank.programs.keys.sorted().map { key in
        BankSummary.Program(key: key, name: loaded.names[key] ?? "", answers: !answered.contains(key))
      })
  }
}
