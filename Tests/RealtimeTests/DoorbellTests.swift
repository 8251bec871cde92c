// SPDX-License-Identifier: MIT
// Which of several rings have something in them. Test threads.

import Realtime
import Testing

@Suite struct DoorbellTests {
  @Test func `who has rung is told once`() {
    let bell = Doorbell()
    #expect(bell.take() == 0)
    bell.ring(0)
    bell.ring(31)
    bell.ring(31)
    #expect(bell.take() == 0x8000_0001)
    #expect(bell.take() == 0)
  }

  @Test func `it rings at every end, and as long as one is left`() {
    let listening: Doorbell
    do {
      let ringing = Doorbell()
      listening = ringing.another()
      ringing.ring(3)
    }
    #expect(listening.take() == 8)
  }
}
