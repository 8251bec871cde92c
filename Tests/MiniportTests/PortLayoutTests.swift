// SPDX-License-Identifier: MIT
// Which bus is which, in one layout and the next.

import Miniport
import Testing

struct PortLayoutTests {
  @Test func `what sounds on the effects' own bus goes to the next one of that kind, or else to the first`() {
    for outputs in OutputLayout.allCases {
      let apart = PortLayout(groupCount: 2, outputs: outputs, effects: .apart)
      #expect(apart.busCount == apart.voiceBusCount + 1 && apart.effectsBus == apart.voiceBusCount)
      for next in OutputLayout.allCases {
        let wide = PortLayout(groupCount: 3, outputs: next, effects: .apart)
        #expect(wide.bus(insteadOf: apart.effectsBus, of: apart) == wide.voiceBusCount)
        let mixed = PortLayout(groupCount: 3, outputs: next)
        #expect(mixed.bus(insteadOf: apart.effectsBus, of: apart) == 0)
        #expect(mixed.effectsBus == 0)
      }
    }
  }
}
