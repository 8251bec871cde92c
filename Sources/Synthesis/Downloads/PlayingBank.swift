// SPDX-License-Identifier: MIT
// A bank of the playing set. Downloader thread.

internal import Realtime

/// A bank that plays, or that is on its way out: whole, or those of its programs that are in use.
struct PlayingBank {
  /// The download's.
  let id: Int
  let source: BankSource
  /// The client that alone plays it; 0 for everybody.
  let owner: UInt8
  /// What it was compiled for.
  let form: AttachedEngine.Form
  /// Its memory: all of it in one, or an empty one and one for each program that is in.
  private(set) var parts: [CompiledBank]
  /// Programs that it has, in memory or not, in the order of their numbers.
  let keys: [UInt32]
  private let names: [UInt32: String]
  private var warnings: [String]
  /// Where its other programs come from; nil where all of them are in.
  private let file: OpenBank?
  /// Those that are in.
  private(set) var programs: [UInt32: ProgramEntry]
  /// Those that did not come in when they were wanted.
  private var refused: Set<UInt32> = []
  /// Of what a sentence has been told.
  private var told: Set<UInt32> = []
  private var hasToldOmission = false
  private var hasToldLock = false
  private var isDownloaded = false
  /// Voices that play from it, in the engine at hand.
  var uses = UseCount()

  /// All of a bank.
  init(id: Int, source: BankSource, owner: UInt8, form: AttachedEngine.Form, loaded: BankLoader.Result) {
    self.id = id
    self.owner = owner
    self.source = source
    self.form = form
    parts = [loaded.bank]
    programs = loaded.bank.programs
    keys = programs.keys.sorted()
    names = loaded.names
    warnings = loaded.warnings
    file = nil
  }

  /// A bank of which nothing is in yet.
  init(
    id: Int, source: BankSource, owner: UInt8, form: AttachedEngine.Form, file: OpenBank, memory: SampleMemory
  ) {
    self.id = id
    self.owner = owner
    self.source = source
    self.form = form
    self.file = file
    parts = [CompiledBank(regionCapacity: 0, in: memory)]
    programs = [:]
    keys = file.names.keys.sorted()
    names = file.names
    warnings = file.warnings
  }

  /// Whether it has a program at this address, in memory or not.
  func has(_ key: UInt32) -> Bool { file == nil ? programs[key] != nil : names[key] != nil }

  /// What stands in a table for a program that it has.
  func entry(_ key: UInt32) -> ProgramEntry {
    var entry = programs[key] ?? parts[0].awaitedProgram(key: key)
    entry.uses = uses
    entry.key = ProgramEntry.key(key, owner: owner)
    return entry
  }

  // MARK: Programs on demand

  /// Whether a program that it has is worth an attempt.
  func mayCome(_ key: UInt32) -> Bool { programs[key] == nil && !refused.contains(key) }

  /// Brings in programs that it has; what is to be told of that, a sentence each, and how many have come.
  mutating func bring(
    in keys: [UInt32], work: LoadingWork = .unwatched
  ) -> (count: Int, sentences: [String]) {
    guard let file else { return (0, []) }
    var sentences: [String] = []
    var count = 0
    for (key, outcome) in file.programs(keys.filter(mayCome), work: work) {
      switch outcome {
      case .success(let program):
        parts.append(program.bank)
        programs[key] = program.bank.programs[key]
        count += 1
        sentences += remarks(on: program)
      case .failure(let failure):
        refused.insert(key)
        guard told.insert(key).inserted else { continue }
        sentences.append("\(name(of: key)) does not come in: \(failure.sentence)")
      }
    }
    return (count, sentences)
  }

  /// What is told of a program: each lost sample, and once for the bank the rest.
  private mutating func remarks(on program: OpenBank.Program) -> [String] {
    var remarks = program.lostSamples
    if let omission = program.omission, !hasToldOmission {
      hasToldOmission = true
      remarks.append(omission)
    }
    // Of what comes with the download its report tells.
    if isDownloaded, !program.bank.arena.isLocked, !hasToldLock {
      hasToldLock = true
      remarks.append("its samples could not be locked in memory (see ulimit -l)")
    }
    return remarks
  }

  /// There is more memory now: what did not come in may be tried again. False where nothing was refused.
  mutating func forgetRefusals() -> Bool {
    defer { refused = [] }
    return !refused.isEmpty
  }

  /// Its download has come to its end; `sentences`: what was odd about the programs that came with it.
  mutating func conclude(_ sentences: [String]) {
    warnings += sentences
    isDownloaded = true
    hasToldLock = !isLocked
  }

  private func name(of key: UInt32) -> String {
    let program = BankSummary.Program(key: key, name: names[key] ?? "", answers: true, isIn: false)
    let kind = program.isDrum ? "drum kit" : "program"
    return "\(kind) \(program.bankMSB):\(program.bankLSB):\(program.number) \"\(program.name)\""
  }

  // MARK: Reports

  /// What came of the download.
  var report: Download.Report {
    Download.Report(
      programCount: keys.count, presentProgramCount: programs.count,
      regionCount: parts.reduce(0) { $0 + $1.regionCount }, waveCount: parts.reduce(0) { $0 + $1.waveCount },
      sampleByteCount: sampleByteCount, sharedByteCount: sharedByteCount,
      isLocked: isLocked, warnings: warnings)
  }

  private var sampleByteCount: Int { parts.reduce(0) { $0 + $1.arena.byteCount } }
  private var isLocked: Bool { parts.allSatisfy(\.arena.isLocked) }

  private var sharedByteCount: Int { parts.reduce(0) { $0 + $1.arena.sharedByteCount } }

  /// `answered`: the programs of the banks that are searched before this one.
  func summary(answered: Set<UInt32>) -> BankSummary {
    BankSummary(
      id: id, name: source.name, source: source, owner: owner, file: source.file, isBuiltIn: source.isBuiltIn,
      sampleByteCount: sampleByteCount, sharedByteCount: sharedByteCount, isLocked: isLocked,
      programs: keys.map { key in
        BankSummary.Program(
          key: key, name: names[key] ?? "", answers: !answered.contains(key), isIn: programs[key] != nil)
      })
  }
}
