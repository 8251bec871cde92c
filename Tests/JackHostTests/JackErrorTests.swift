// SPDX-License-Identifier: MIT
// What needs no server: names, and the sentences of errors.

import JackHost
import Realtime
import Synthesis
import Testing

struct JackErrorTests {
  @Test(arguments: ["", "a:b", String(repeating: "x", count: 200)])
  func `a name that JACK would change is refused`(name: String) {
    #expect {
      let client = try JackClient.open(JackConfiguration(clientName: name), statistics: Statistics())
      _ = client.sampleRate
    } throws: { error in
      guard case .nameUnusable(name, _) = error as? JackError else { return false }
      return true
    }
  }

  @Test(arguments: [
    JackError.noServer(name: "default"), .nameTaken("wavesink"), .nameUnusable("a:b", limit: 63),
    .refused(name: "default", status: 0x401), .noPort(name: "out_1"), .notActivated, .serverGone(reason: "driver"),
    .sampleRateChanged(from: SampleRate(hertz: 48_000), to: SampleRate(hertz: 44_100)),
  ])
  func `every error has a sentence of one line`(error: JackError) {
    #expect(error.description.count > 20)
    #expect(!error.description.contains("\n"))
  }
}
