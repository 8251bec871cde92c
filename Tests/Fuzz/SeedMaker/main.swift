// SPDX-License-Identifier: MIT
// Writes the seeds of the fuzz targets, small files of every kind that the readers know. One thread.
//
//   Scripts/fuzz seeds      compiles this together with the builders of the tests, and runs it

// Not Foundation, beside which the sums of arrays in the builders take the compiler minutes.
import Glibc

/// The folder of all seeds: the only argument.
let folder = CommandLine.arguments[1]

for (target, seeds) in [("dls", dlsSeeds), ("song", songSeeds), ("soundfont", soundFontSeeds), ("xmf", xmfSeeds)] {
  mkdir("\(folder)/\(target)", 0o755)
  for (name, bytes) in seeds {
    guard let file = fopen("\(folder)/\(target)/\(name)", "w") else { fatalError("\(name) cannot be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
