// SPDX-License-Identifier: MIT
// Replaces the ports under the audio thread. Setup and control threads.

import Glibc
import Realtime

/// The port tables of a client, one of which is in use. It lives as long as the engine that reads them.
@safe final class JackPortTables {
  // Safe because one control thread at a time has it.
  private let publisher: TablePublisher<JackPortTable>
  /// The one that was published last, and those before that may still be read.
  private var tables: [JackPortTable]

  /// How long a cycle is waited for: several of the longest periods.
  private static let patience = Duration.seconds(2)

  /// `initial`: what the reader of the same swap has. Thread: setup.
  init(_ publisher: consuming TablePublisher<JackPortTable>, initial: JackPortTable) {
    self.publisher = publisher
    tables = [initial]
  }

  deinit { for table in tables { table.deallocate() } }

  /// Makes this the table of the next cycle, and waits until that has begun: the one before is not read any more then.
  /// False where no cycle came in time. Thread: control.
  func replace(with ports: JackPorts, silent: SilentPorts) -> Bool {
    let new = JackPortTable(ports, silent: silent)
    guard waitFor({ publisher.publish(new) }) else {
      new.deallocate()
      return false
    }
    tables.append(new)
    guard waitFor({ publisher.isAcknowledged }) else { return false }
    for table in tables.dropLast() { table.deallocate() }
    tables = [new]
    return true
  }

  private func waitFor(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock().now + JackPortTables.patience
    while !condition() {
      guard ContinuousClock().now < deadline else { return false }
      usleep(500)
    }
    return true
  }
}

/// Outputs that are about to play, or have just played.
struct SilentPorts {
  var audio: [JackPort] = []
  var midi: [JackPort] = []
}

extension JackPortTable {
  /// Thread: setup or control.
  init(_ ports: JackPorts, silent: SilentPorts = SilentPorts()) {
    layout = ports.layout
    unsafe midiInputs = JackPortTable.copy(ports.midiInputs)
    unsafe audioOutputs = JackPortTable.copy(ports.audioOutputs)
    unsafe midiOutputs = JackPortTable.copy(ports.midiOutputs.map(\.port))
    midiOutputCount = ports.midiOutputs.count
    unsafe midiOutputGroups = .allocate(capacity: max(1, midiOutputCount))
    for index in 0..<midiOutputCount {
      unsafe (midiOutputGroups + index).initialize(to: ports.midiOutputs[index].group)
    }
    unsafe silentOutputs = JackPortTable.copy(silent.audio)
    silentCount = silent.audio.count
    unsafe silentMIDIOutputs = JackPortTable.copy(silent.midi)
    silentMIDICount = silent.midi.count
  }

  private static func copy(_ ports: [JackPort]) -> UnsafeMutablePointer<OpaquePointer> {
    let memory = UnsafeMutablePointer<OpaquePointer>.allocate(capacity: max(1, ports.count))
    for index in ports.indices { unsafe (memory + index).initialize(to: ports[index].handle) }
    return unsafe memory
  }

  /// No copy may be used after. Thread: setup or control.
  func deallocate() {
    unsafe midiInputs.deallocate()
    unsafe audioOutputs.deallocate()
    unsafe midiOutputs.deallocate()
    unsafe midiOutputGroups.deallocate()
    unsafe silentOutputs.deallocate()
    unsafe silentMIDIOutputs.deallocate()
  }
}
