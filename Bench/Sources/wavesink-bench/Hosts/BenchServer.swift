// SPDX-License-Identifier: MIT
// A JACK server of the benchmark's own.

import CJack
import Foundation
import Glibc

/// A server without a sound card, under a name of its own. It ends with this value.
final class BenchServer {
  let name = "wavesink-bench-\(getuid())"
  private let process = Process()

  /// Starts it and waits until it answers; a sentence where it does not.
  init(period: Int) throws {
    guard let program = ProgramRun.find("jackd") else { throw BenchError.program("jackd is not installed") }
    process.executableURL = program
    process.arguments = ["-n", name, "-d", "dummy", "-r", String(BenchSettings.rate), "-p", String(period)]
    process.environment = ProcessInfo.processInfo.environment.merging(["JACK_NO_AUDIO_RESERVATION": "1"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    jack_silence_messages()
    let end = Clocks.wall() + 5_000_000_000
    while Clocks.wall() < end {
      var status = JackStatus(0)
      if let client = unsafe jack_client_open_existing("probe", name, &status) {
        unsafe jack_client_close(client)
        return
      }
      usleep(20_000)
    }
    throw BenchError.program("jackd did not answer within 5 s")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// In which a program finds it.
  var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"]) { $1 }
  }
}
