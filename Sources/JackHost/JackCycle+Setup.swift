// SPDX-License-Identifier: MIT
// Makes what a process cycle needs. Setup thread.

import Realtime

extension JackCycle {
  /// `client`: opened, its ports registered; it must outlive this value. Thread: setup.
  init(client: borrowing JackClient, freewheel: consuming RingConsumer<Bool>) {
    unsafe self.client = client.handle
    let (inputs, outputs) = unsafe (client.ports.midiInputs, client.ports.audioOutputs)
    groupCount = unsafe inputs.count
    busCount = unsafe outputs.count / 2
    unsafe midiInputs = .allocate(capacity: inputs.count)
    unsafe midiInputs.initialize(from: inputs, count: inputs.count)
    unsafe audioOutputs = .allocate(capacity: outputs.count)
    unsafe audioOutputs.initialize(from: outputs, count: outputs.count)
    unsafe scratch = .allocate(capacity: JackCycle.longestBlock)
    unsafe scratch.initialize(repeating: 0, count: JackCycle.longestBlock)
    unsafe self.outputs = .allocate(capacity: outputs.count)
    unsafe self.outputs.initialize(repeating: scratch, count: outputs.count)
    unsafe blocks = .allocate(capacity: busCount)
    unsafe blocks.initialize(repeating: StereoBlock(left: scratch, right: scratch, count: 0), count: busCount)
    self.freewheel = freewheel
    statistics = client.statistics.another()
    framesPerNanosecond = Double(client.sampleRate.hertz) / 1e9
  }
}
