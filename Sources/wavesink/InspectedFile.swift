// SPDX-License-Identifier: MIT
// A file with its banks as it is shown. Main thread.

import DLS
import MIDI

/// What was read of a file: a bank, or a song and the banks that it carries.
struct InspectedFile {
  /// One at least.
  let banks: [InspectedBank]
  /// What holds the banks; nil for a file that is a bank.
  let container: Song.EmbeddedBanks?

  /// Reads the file at `path`.
  init(_ path: String) throws(CommandFailure) {
    // Of a SoundFont only a small part is read: its samples are not shown.
    if FileKind.sniff(FileBytes.beginning(of: path, count: 12)) == .soundFont {
      (banks, container) = ([try InspectedBank(InputFile.source(path), path)], nil)
      return
    }
    let bytes = try InputFile.read(path)
    guard BankFile.carriesBanks(bytes) else {
      (banks, container) = ([try InspectedBank(bytes[...], path)], nil)
      return
    }
    let container = try BankFile.embedded(in: bytes, path)
    let isXMF = FileKind.sniff(bytes) == .xmf
    var banks: [InspectedBank] = []
    for bank in container.banks {
      var inspected = try InspectedBank(bank.bytes, path)
      inspected.container = ContainerReport(container, of: bank, isFirst: banks.isEmpty, isXMF: isXMF)
      banks.append(inspected)
    }
    (self.banks, self.container) = (banks, container)
  }

  /// The sentence for the first place where the file is not as its standard has it, be it in a bank or around it.
  var firstDeparture: String? {
    let departures = [container?.firstDeparture] + banks.map(\.firstDeparture)
    return departures.compactMap(\.self).min { $0.offset < $1.offset }?.sentence
  }

  /// The banks in units for people, then what is odd about the file around them. Lines end in a newline.
  var page: String {
    (banks.map(\.page) + [container?.findingsPage].compactMap(\.self)).joined(separator: "\n")
  }
}

extension Song.EmbeddedBanks {
  /// Warnings and departures, each with its byte; nil where there are none.
  fileprivate var findingsPage: String? {
    let parts = [
      Self.part("container: warnings", warnings.map(\.description), omittedWarningCount),
      Self.part(
        "container: departures from the standard that change nothing", departures.map(\.description),
        omittedDepartureCount),
    ]
    let lines = parts.flatMap(\.self)
    return lines.isEmpty ? nil : lines.map { $0 + "\n" }.joined()
  }

  private static func part(_ title: String, _ findings: [String], _ omittedCount: Int) -> [String] {
    guard !findings.isEmpty else { return [] }
    return [title] + findings.map { "  " + $0 } + (omittedCount > 0 ? ["  and \(omittedCount) more"] : [])
  }
}
