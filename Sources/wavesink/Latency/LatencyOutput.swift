// SPDX-License-Identifier: MIT
// Options that say where the numbers go. Main thread.

import ArgumentParser
import Glibc
import Latency

/// What is written.
struct LatencyOutput: ParsableArguments {
  @Flag(help: "All numbers as JSON. Fields may be added, and are never renamed.")
  var json = false

  @Option(help: ArgumentHelp("Write every note to a file.", valueName: "file"), completion: .file(extensions: ["csv"]))
  var csv: String?

  @Option(
    help: ArgumentHelp("Write the percentiles for the plotter of HdrHistogram.", valueName: "file"),
    completion: .file(extensions: ["hgrm"]))
  var hgrm: String?

  @Option(
    help: ArgumentHelp("Write histogram and phase plot as a picture.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var svg: String?

  /// Whether any file is asked for.
  var writesFiles: Bool { csv != nil || hgrm != nil || svg != nil }

  /// What `--json` writes.
  private struct Document: Encodable {
    /// Of this form: another number when a field changes its meaning.
    let format = 1
    let measurements: [LatencyReport]
  }

  /// Shows what there is.
  func show(_ results: [LatencyResult]) throws(CommandFailure) {
    guard !results.isEmpty else { return }
    if json {
      try CtlJSON.show(Document(measurements: results.map(\.report)))
    } else if results.count == 1, let result = results.first {
      try Console.show(LatencyPage(result.report, fates: result.run.fates).text)
    } else {
      for result in results where results.count <= 4 {
        try Console.show(LatencyPage(result.report, fates: result.run.fates).text + "\n")
      }
      try Console.show(LatencyTable(results.map(\.report)).text)
    }
    guard let result = results.first else { return }
    try write(RawData.csv(result.run.fates), to: csv)
    try write(RawData.histogram(result.run.fates, surroundings: result.report.surroundings), to: hgrm)
    try write(LatencyPicture(result.report, fates: result.run.fates).svg, to: svg)
  }

  private func write(_ text: String, to path: String?) throws(CommandFailure) {
    guard let path else { return }
    guard let file = unsafe fopen(path, "w") else { throw failure(path) }
    let bytes = Array(text.utf8)
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else { throw failure(path) }
  }

  private func failure(_ path: String) -> CommandFailure {
    .usage("\(path): cannot write: \(unsafe String(cString: strerror(errno)))")
  }
}
