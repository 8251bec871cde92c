// SPDX-License-Identifier: MIT
// Writes the seeds of the fuzz targets, small files of every kind that the readers know. One thread.
//
//   Scripts/fuzz seeds      compiles this together with the builders of the tests, and runs it

import Foundation

/// The folder of all seeds: the only argument.
let folder = URL(fileURLWithPath: CommandLine.arguments[1])

for (target, seeds) in [("dls", dlsSeeds), ("song", songSeeds), ("soundfont", soundFontSeeds)] {
  let place = folder.appendingPathComponent(target)
  try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
  for (name, bytes) in seeds {
    try Data(bytes).write(to: place.appendingPathComponent(name))
  }
}
