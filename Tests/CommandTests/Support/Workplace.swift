// SPDX-License-Identifier: MIT
// A folder with a song and a bank, in which the program runs. The test's thread.

import AudioFile
import Testing

/// What most tests begin with: `song.mid`, `bank.dls`, and no built-in bank.
struct Workplace {
  let folder: TemporaryFolder

  /// `song`: the bytes of `song.mid`.
  init(song: [UInt8] = TestSong.short) throws {
    folder = try TemporaryFolder()
    try folder.write(song, to: "song.mid")
    try folder.write(TestBank.bytes, to: "bank.dls")
  }

  /// Runs the program in the folder.
  func run(_ arguments: String...) throws -> WavesinkRun { try WavesinkRun(arguments, in: folder) }

  /// Renders `song.mid` with `bank.dls` to a file, which must succeed without a word; returns the file's bytes.
  func render(to name: String = "out.wav", _ options: String...) throws -> [UInt8] {
    let run = try WavesinkRun(["render", "song.mid", "--bank", "bank.dls", "-o", name] + options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "")
    return try #require(folder.bytes(name))
  }

  /// The sound of a file in the folder.
  func sound(_ name: String = "out.wav") throws -> AudioFileContents { try AudioFileReader.read(path: folder / name) }
}

/// What every command owes to who gave it something bad: this status, one sentence, and no trace of a crash.
func expectFailure(_ run: WavesinkRun, status: Int32, location: SourceLocation = #_sourceLocation) {
  #expect(run.status == status, "\(run.errors)", sourceLocation: location)
  #expect(run.failures.count == 1, "\(run.errors)", sourceLocation: location)
  #expect(run.output.isEmpty, sourceLocation: location)
  for trace in ["Fatal error", "Backtrac", "Crash", "Stack dump"] {
    #expect(!run.errors.contains(trace), sourceLocation: location)
  }
}
