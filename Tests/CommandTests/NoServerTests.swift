// SPDX-License-Identifier: MIT
// Without a JACK server the commands that need one say so at once.

import Testing

@Suite struct NoServerTests {
  @Test(arguments: [
    [], ["run"], ["run", "--bank", "bank.dls"], ["play", "song.mid", "--bank", "bank.dls"],
  ])
  func `no server is exit code 69 and a sentence that helps`(arguments: [String]) throws {
    let run = try WavesinkRun(arguments, in: Workplace().folder)
    expectFailure(run, status: 69)
    #expect(run.errors.contains("no JACK server is running under the name \"wavesink-no-such-server\""))
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    // A second on an idle machine takes nowhere near this; where tests share it with a build, it may.
    #expect(run.seconds < 10)
  }

  @Test(arguments: ["a:b", ""])
  func `a name that no client can have is wrong usage`(name: String) throws {
    let run = try WavesinkRun(["run", "--name", name], in: Workplace().folder)
    expectFailure(run, status: 64)
    #expect(run.errors.contains("cannot name a JACK client"))
  }
}
