// SPDX-License-Identifier: MIT
// The sandboxes of a board. The supervisor's thread.

import LV2
import Miniport
import Realtime
import Sandbox
import Synchronization

extension SlotBoard {
  /// Looks after the sandboxes. Thread: the supervisor's.
  func supervise() {
    lock.withLock { _ in
      let now = ContinuousClock.now
      for index in places.indices {
        let title = places[index].title
        let lines = (places[index].plugin?.log.takeLines() ?? []) + (places[index].sandbox?.process.takeLog() ?? [])
        notices += lines.map { "\(title): its plug-in says: \($0)" }
        places[index].handOverTexts()
        guard let sandbox = places[index].sandbox, places[index].slot.isPlaying else { continue }
        if !places[index].isTold {
          places[index].isTold = true
          notices += sandbox.oddities.map { "\(title): \($0)" }
        }
        switch sandbox.look(now: now) {
        case .nothing: break
        case .ended(let what):
          statistics.add(1, to: .sandboxesRestarted)
          notices.append("\(title): \(what)")
        case .restarted: replace(index, sandbox)
        }
      }
      measure(now)
    }
  }

  /// Says once a second how much memory the sandboxes take.
  private func measure(_ now: ContinuousClock.Instant) {
    guard now >= nextMeasure else { return }
    nextMeasure = now + .seconds(1)
    let processes = Set(places.compactMap { $0.sandbox?.process.identifier })
    statistics.set(Int64(processes.count), gauge: .sandboxes)
    statistics.set(Int64(processes.map { ProcessMemory.resident(of: $0) }.reduce(0, +)), gauge: .sandboxMemory)
  }

  /// Gives a sandbox that was started anew the place of the one before.
  private func replace(_ index: Int, _ sandbox: SandboxedPlugin) {
    guard let last = sandbox.succeed() else { return }
    let old = places[index].slot
    lastID += 1
    // On a bus there is silence until it is there again.
    let dry: Float = places[index].strip?.isBus ?? false ? 0 : 1
    let reflector = sandbox.makeReflector(places[index].seat, dry: dry, statistics: statistics.another())
    places[index].slot = .reflector(reflector, id: lastID, seat: places[index].seat)
    places[index].controls?.wantTextsAgain()
    // Where nothing runs the old one stays readable, and its memory with it.
    guard publish() else { return unsettled.append((old, last)) }
    old.destroy()
  }
}
