// SPDX-License-Identifier: MIT
// preset-generator OUTPUT-FOLDER [--report]: writes the built-in bank and songs. Off-line.

import DLS

let arguments = CommandLine.arguments.dropFirst()
let wantsReport = arguments.contains("--report")
guard let folder = arguments.first(where: { !$0.hasPrefix("-") }) ?? (wantsReport ? "" : nil) else {
  print("usage: preset-generator OUTPUT-FOLDER | --report")
  OutputFolder.exit(64)
}

let bank = GeneralMIDIBank.make()
if wantsReport {
  Report(bank: bank).printAll()
}
if !folder.isEmpty {
  let output = OutputFolder(path: folder)
  output.write(try bank.collection.written(), to: "Banks/wavesink-gm.dls")
  for (name, song) in [
    ("harbour-lights", Song.harbourLights), ("second-street", .secondStreet), ("sixteen-sails", .sixteenSails),
  ] {
    for problem in song.problems { print(problem) }
    guard song.problems.isEmpty else { OutputFolder.exit(65) }
    output.write(song.bytes, to: "Songs/\(name).mid")
  }
}
