// SPDX-License-Identifier: MIT
// Runs the real program. The test's thread, which waits.

import Foundation
import Glibc

/// One run of `wavesink` from its beginning to its end.
struct WavesinkRun {
  /// The exit status; 128 and more for a signal, as a shell has it; nil when it had to be killed.
  let status: Int32?
  /// What it wrote to standard output.
  let output: [UInt8]
  /// What it wrote to standard error.
  let errors: String
  /// How long it took.
  let seconds: Double

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Lines of standard error that say why it ended.
  var failures: [String] { lines { !$0.hasPrefix("wavesink: warning: ") } }

  /// Lines of standard error that say what is odd.
  var warnings: [String] { lines { $0.hasPrefix("wavesink: warning: ") } }

  /// The program: WAVESINK_BINARY, or what was built beside these tests.
  static var binary: String {
    if let path = ProcessInfo.processInfo.environment["WAVESINK_BINARY"] { return path }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "wavesink").path
  }

  /// A copy of the program where it finds no built-in bank, which is large: only few tests want it.
  static let binaryWithoutBank: String = {
    let path = FileManager.default.temporaryDirectory.appending(path: "wavesink-command-\(getpid())").path
    // By another process: a program that this one has open for writing, or a child just born, cannot be started.
    let copying = try? Spawn.start(
      ["/bin/cp", binary, path], folder: "/", output: "/dev/null", errors: "/dev/null", environment: [:])
    precondition(copying.map { Spawn.wait(for: $0, seconds: 60) } == 0, "there is no \(binary) to test")
    atexit { try? FileManager.default.removeItem(atPath: WavesinkRun.binaryWithoutBank) }
    return path
  }()

  /// Runs the program, or another, to its end in `folder`.
  ///
  /// `output`: where standard output goes, if not to a file that is read afterwards. `meanwhile` is called with the process identifier once it runs.
  init(
    _ arguments: [String], in folder: TemporaryFolder, hasBuiltInBank: Bool = false, program: String? = nil,
    output: String? = nil, meanwhile: (pid_t) -> Void = { _ in }
  ) throws {
    let outputPath = output ?? folder / ".stdout-\(UUID().uuidString)"
    let errorPath = folder / ".stderr-\(UUID().uuidString)"
    let start = Date()
    // The package's own bank, wherever the program lies, unless the folder has one.
    let data = folder / "data"
    let hasOwnData = !hasBuiltInBank || FileManager.default.fileExists(atPath: data)
    // No server is ever started, and none that runs is touched.
    let alone = [
      "JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": "wavesink-no-such-server",
      "WAVESINK_DATA": hasOwnData ? data : RealFiles.package.appending(path: "Presets").path,
    ]
    let program = program ?? (hasBuiltInBank ? WavesinkRun.binary : WavesinkRun.binaryWithoutBank)
    let process = try Spawn.start(
      [program] + arguments, folder: folder.path, output: outputPath, errors: errorPath,
      environment: ProcessInfo.processInfo.environment.merging(alone) { $1 })
    meanwhile(process)
    status = Spawn.wait(for: process, seconds: 60)
    seconds = Date().timeIntervalSince(start)
    self.output = output == nil ? Array(FileManager.default.contents(atPath: outputPath) ?? Data()) : []
    errors = String(decoding: FileManager.default.contents(atPath: errorPath) ?? Data(), as: UTF8.self)
    if output == nil { try FileManager.default.removeItem(atPath: outputPath) }
    try FileManager.default.removeItem(atPath: errorPath)
  }

  private func lines(where isWanted: (Substring) -> Bool) -> [String] {
    errors.split(separator: "\n").filter { $0.hasPrefix("wavesink: ") && isWanted($0) }.map(String.init)
  }
}
