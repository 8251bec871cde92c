// SPDX-License-Identifier: MIT
// Without a JACK server the commands that need one say so at once.

import Testing

@Suite struct NoServerTests {
  @Test(arguments: [
    [], ["run"], ["run", "--bank", "bank.dls"], ["play", "song.mid", "--bank", "bank.dls"],
  ])
  func `no server is exit code 69 and a sentence that helps, within a second`(arguments: [String]) throws {
    let folder = try Workplace().folder
    let runs = try (0..<3).map { _ in try WavesinkRun(arguments, in: folder) }
    for run in runs {
      expectFailure(run, status: 69)
      #expect(run.errors.contains("no JACK server is running under the name \"wavesink-no-such-server\""))
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    // The least of three: what else runs on the machine may slow one of them.
    let seconds = runs.map(\.seconds)
    #expect(seconds.contains { $0 < 1 }, "\(seconds)")
  }

  @Test(arguments: ["a:b", ""])
  func `a name that no client can have is wrong usage`(name: String) throws {
    let run = try WavesinkRun(["run", "--name", name], in: Workplace().folder)
    expectFailure(run, status: 64)
    #expect(run.errors.contains("cannot name a JACK client"))
  }
}
