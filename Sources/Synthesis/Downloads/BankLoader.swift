// SPDX-License-Identifier: MIT
// From a file to a bank that plays, whatever kind of bank it is. Downloader thread.

internal import DLS
internal import Realtime

/// Reads and compiles banks: DLS collections and SoundFonts, told apart by their content.
struct BankLoader {
  /// The engine's, for conditional chunks that ask for it.
  let rate: SampleRate
  /// For SoundFonts with compressed samples.
  let decoder: SampleDecoder?
  /// Whether the engine reads levels (`WaveLevels`).
  var hasLevels = true
  let memory: SampleMemory

  /// A bank and what is odd about it.
  struct Result {
    let bank: CompiledBank
    /// What its programs are called, by `ProgramEntry.key`.
    let names: [UInt32: String]
    /// Sentences with byte offsets.
    let warnings: [String]
  }

  /// Why there is no bank: the rest of a sentence that begins with the file's name.
  struct Failure: Error {
    let sentence: String
  }

  /// `hasGeneralMIDI`: a built-in bank plays, which collections may ask for.
  func load(
    _ source: BankSource, hasGeneralMIDI: Bool, work: LoadingWork = .unwatched
  ) throws(Failure) -> Result {
    do {
      let (bytes, isSoundFont) = try open(source)
      guard isSoundFont else { return try collection(source, bytes, hasGeneralMIDI) }
      return try soundFont(bytes, bankOffset: source.bankOffset, work)
    } catch {
      throw Failure(sentence: "\(error)")
    }
  }

  /// The programs that the collection in a file may have (`ProgramEntry.key`), quickly; nil where that cannot be told.
  static func keys(of source: BankSource) -> [UInt32]? {
    guard source.bytes == nil, source.opened == nil, source.bankOffset == 0,
      let file = try? ByteSource(path: source.name),
      let addresses = try? Collection.addresses(in: file)
    else { return nil }
    return addresses.map { BankCompiler.key($0) }
  }

  /// The bytes of a bank, and what kind of bank they begin as.
  func open(_ source: BankSource) throws -> (bytes: ByteSource, isSoundFont: Bool) {
    let bytes = try source.opened ?? source.bytes.map { ByteSource($0) } ?? ByteSource(path: source.name)
    let beginning = try bytes.bytes(in: 0..<min(12, bytes.count))
    return (bytes, FileKind.sniff(beginning) == .soundFont)
  }

  /// A collection on its way to be compiled, and the warnings of its reading.
  func collectionCompiler(
    _ source: BankSource, _ file: ByteSource, hasGeneralMIDI: Bool
  ) throws -> (compiler: BankCompiler, warnings: [String]) {
    let bytes = try source.bytes ?? file.bytes(in: 0..<file.count)[...]
    var device = Capabilities(sampleRate: rate)
    device.hasGeneralMIDI = hasGeneralMIDI
    var reading = try Collection.read(bytes, capabilities: device)
    reading.collection.shiftBanks(by: source.bankOffset)
    return (
      BankCompiler(reading.collection, levelRate: hasLevels ? rate : nil, in: memory),
      reading.warnings.map(\.description)
    )
  }

  /// A SoundFont on its way to be compiled.
  func soundFontCompiler(_ soundFont: SoundFont, _ bytes: ByteSource, bankOffset: Int) -> SoundFontCompiler {
    SoundFontCompiler(
      soundFont, source: bytes, decoder: decoder, bankOffset: bankOffset, levelRate: hasLevels ? rate : nil,
      in: memory)
  }

  private func collection(_ source: BankSource, _ file: ByteSource, _ hasGeneralMIDI: Bool) throws -> Result {
    var (compiler, warnings) = try collectionCompiler(source, file, hasGeneralMIDI: hasGeneralMIDI)
    let bank = try compiler.compile()
    if let omission = compiler.omission { warnings.append(omission) }
    return Result(bank: bank, names: compiler.names, warnings: warnings)
  }

  private func soundFont(
    _ bytes: ByteSource, bankOffset: Int, _ work: LoadingWork
  ) throws -> Result {
    let reading = try SoundFont.read(bytes)
    var compiler = soundFontCompiler(reading.soundFont, bytes, bankOffset: bankOffset)
    let bank = try compiler.compile(work: work)
    var warnings = reading.warnings.map(\.description) + compiler.lostSamples
    if let omission = compiler.omission { warnings.append(omission) }
    return Result(bank: bank, names: compiler.names, warnings: warnings)
  }
}
