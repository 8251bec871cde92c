// SPDX-License-Identifier: MIT
// What a file brings to play with: itself, or the banks that it carries. Any thread but audio.

import DLS
import MIDI
import Synthesis

/// A bank in a file, told by its content and never by its name.
struct BankFile {
  /// For messages.
  let name: String
  /// The file.
  let path: String
  /// The whole RIFF form. Offsets are those of the file, but for a bank that was packed.
  let bytes: ArraySlice<UInt8>
  /// See `BankSource.bankOffset`.
  let bankOffset: Int

  /// What plays.
  var source: BankSource { .bytes(bytes, name: name, bankOffset: bankOffset, file: path) }

  /// The banks of a file: those that a song carries, or else the file itself, whatever it is.
  static func all(_ path: String, _ bytes: [UInt8]) throws(CommandFailure) -> [BankFile] {
    guard carriesBanks(bytes) else { return [BankFile(name: path, path: path, bytes: bytes[...], bankOffset: 0)] }
    let container = try embedded(in: bytes, path)
    for warning in container.warnings { Console.warningOnce("\(path): \(warning)") }
    return of(container.banks, path)
  }

  /// The banks that a song carries, one at least, and what is odd about the file around them.
  static func embedded(in bytes: [UInt8], _ path: String) throws(CommandFailure) -> Song.EmbeddedBanks {
    let container: Song.EmbeddedBanks
    do { container = try Song.embeddedBanks(in: bytes) } catch { throw .badInput(path, error.description) }
    guard !container.banks.isEmpty else { throw .badInput(path, "is a song that carries no bank") }
    return container
  }

  /// Throws where nothing of the bank can be used.
  func check() throws(CollectionError) {
    if FileKind.sniff(bytes) == .soundFont {
      _ = try SoundFont.read(ByteSource(bytes))
    } else {
      _ = try Collection.read(bytes)
    }
  }

  /// The banks that a song carries.
  static func of(_ banks: [Song.EmbeddedBank], _ path: String) -> [BankFile] {
    banks.map { bank in
      let place = bank.unpackedFrom.map { "unpacked from offset \($0)" } ?? "from offset \(bank.bytes.startIndex)"
      return BankFile(
        name: "\(path) (its own bank, \(place))", path: path, bytes: bank.bytes, bankOffset: bank.bankOffset)
    }
  }

  /// Whether a file is a container that may hold banks, by its first bytes.
  static func carriesBanks(_ bytes: [UInt8]) -> Bool {
    switch FileKind.sniff(bytes) {
    case .rmid, .xmf: true
    default: false
    }
  }
}
