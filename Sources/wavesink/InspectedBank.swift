// SPDX-License-Identifier: MIT
// A bank of either kind as it is shown. Main thread.

import DLS

/// What was read of a bank, for people and for programs.
enum InspectedBank: Encodable {
  case collection(CollectionReading)
  case soundFont(SoundFontReading)

  /// The banks in a file: itself, or those that a song carries.
  static func all(_ path: String) throws(CommandFailure) -> [InspectedBank] {
    // Of a SoundFont only a small part is read: its samples are not shown.
    if FileKind.sniff(FileBytes.beginning(of: path, count: 12)) == .soundFont {
      return [try InspectedBank(InputFile.source(path), path)]
    }
    var banks: [InspectedBank] = []
    for file in try BankFile.all(path, InputFile.read(path)) { banks.append(try InspectedBank(file, path)) }
    return banks
  }

  private init(_ source: ByteSource, _ path: String) throws(CommandFailure) {
    do { self = .soundFont(try SoundFont.read(source)) } catch { throw .badInput(path, error.description) }
  }

  private init(_ file: BankFile, _ path: String) throws(CommandFailure) {
    if FileKind.sniff(file.bytes) == .soundFont {
      try self.init(ByteSource(file.bytes), path)
    } else {
      do { self = .collection(try Collection.read(file.bytes)) } catch { throw .badInput(path, error.description) }
    }
  }

  /// The sentence for the first place where the file is not as its standard has it.
  var firstDeparture: String? {
    switch self {
    case .collection(let reading): reading.firstDeparture?.sentence
    case .soundFont(let reading): reading.warnings.first?.description
    }
  }

  /// The tree, in units for people.
  var page: String {
    switch self {
    case .collection(let reading): reading.treeDescription()
    case .soundFont(let reading): reading.treeDescription()
    }
  }

  /// Every value.
  func encode(to encoder: any Encoder) throws {
    switch self {
    case .collection(let reading): try CollectionReport(reading).encode(to: encoder)
    case .soundFont(let reading): try SoundFontReport(reading).encode(to: encoder)
    }
  }
}
