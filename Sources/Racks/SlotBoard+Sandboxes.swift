// SPDX-License-Identifier: MIT
// The sandboxes of a board. The supervisor's thread.

import LV2
import Miniport
import Realtime
import Sandbox
import Synchronization

extension SlotBoard {
  /// Looks after the sandboxes; whether there are any. Thread: the supervisor's.
  func supervise() -> Bool {
    lock.withLock { _ in
      for index in places.indices {
        let title = places[index].title
        let lines = (places[index].plugin?.log.takeLines() ?? []) + (places[index].sandbox?.guest.takeLog() ?? [])
        notices += lines.map { "\(title): its plug-in says: \($0)" }
        places[index].handOverTexts()
        guard let sandbox = places[index].sandbox, places[index].slot.isPlaying else { continue }
        sandbox.passBanksOn()
        notices += sandbox.takeNotices().map { "\(title): \($0)" }
        guard !places[index].isTold else { continue }
        places[index].isTold = true
        notices += sandbox.oddities.map { "\(title): \($0)" }
      }
      let now = ContinuousClock.now
      lookAfterGroups(at: now)
      measure(now)
      return places.contains { $0.sandbox != nil }
    }
  }

  /// Says once a second how much memory the sandboxes take.
  private func measure(_ now: ContinuousClock.Instant) {
    guard now >= nextMeasure else { return }
    nextMeasure = now + .seconds(1)
    let processes = Set(places.compactMap { $0.sandbox?.guest.identifier })
    statistics.set(Int64(processes.count), gauge: .sandboxes)
    statistics.set(Int64(processes.map { ProcessMemory.resident(of: $0) }.reduce(0, +)), gauge: .sandboxMemory)
  }

  /// Ends the sandboxes: nothing will be asked of them any more, and nobody looks after them. The board itself may have to stay for as long as
  /// a thread of the server's does, and one that hangs would take a processor until then. Thread: control.
  public func endSandboxes() {
    lock.withLock { _ in
      for place in places { place.sandbox?.group.process.end() }
    }
  }

  /// Each sandbox once, however many it hosts.
  private func lookAfterGroups(at now: ContinuousClock.Instant) {
    var seen: Set<ObjectIdentifier> = []
    for group in places.compactMap(\.sandbox?.group) where seen.insert(ObjectIdentifier(group)).inserted {
      let hosted = places.indices.filter { places[$0].sandbox?.group === group && places[$0].slot.isPlaying }
      let members = hosted.compactMap { places[$0].sandbox }
      guard !members.isEmpty else { continue }
      switch group.look(members, now: now) {
      case .nothing: break
      case .ended(let what):
        statistics.add(1, to: .sandboxesRestarted)
        let titles = hosted.map { places[$0].title }.joined(separator: ", ")
        let subject = members.count == 1 ? members[0].subject : "their sandbox \(group.name ?? "")"
        notices.append("\(titles): \(subject) \(what)")
      case .restarted: replace(hosted, group.succeed(members))
      }
    }
  }

  /// Gives those of a sandbox that was started anew the places of the ones before. `last`: what these read.
  private func replace(_ hosted: [Int], _ last: [SandboxedGuest]) {
    var old: [RackSlot] = []
    for index in hosted {
      guard let sandbox = places[index].sandbox else { continue }
      old.append(places[index].slot)
      lastID += 1
      // On a bus there is silence until it is there again.
      let dry: Float = places[index].strip?.isBus ?? false ? 0 : 1
      let reflector = sandbox.makeReflector(places[index].seat, dry: dry, statistics: statistics.another())
      places[index].slot = .reflector(reflector, id: lastID, seat: places[index].seat)
      places[index].controls?.wantTextsAgain()
    }
    // Where nothing runs the old ones stay readable, and their memory with them.
    guard publish() else { return unsettled += old.map { ($0, last as AnyObject) } }
    for slot in old { slot.destroy() }
  }
}
