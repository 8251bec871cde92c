// SPDX-License-Identifier: MIT
// A rack on its way into a client. Main thread.

import Control
import JackHost
import Miniport
import Synthesis

/// One rack, whose banks are being brought in. What the client has already is left alone; channels and connections follow when
/// the banks are there.
struct RackLoading {
  let request: RackRequest
  private let rack: Rack
  private var report: RackReport
  /// The client has not got the rack's groups and outputs.
  private var isRefused = false
  private var downloads: [Download] = []
  private let check: BankCheck
  /// Banks that go when the new ones are there.
  private var leaving: [Int] = []
  /// Those of the rack, with whole paths.
  let banks: [Rack.Bank]

  /// Asks for the banks that are missing.
  init(_ read: Rack, _ request: RackRequest, _ session: inout JackSession) {
    let rack = JackSession.resolved(read, session.library)
    self.rack = rack
    self.request = request
    report = RackReport(path: request.path)
    banks = RackPath.whole(rack.banks, from: request.path)
    check = BankCheck(banks)
    do throws(JackError) {
      if rack.layout != session.configuration.layout { report.formChanges += 1 }
      try session.setLayout(rack.layout)
    } catch {
      report.warnings.append(error.description)
      isRefused = true
    }
    let (changes, problems) = session.setMiniports(rack)
    let strips = session.setStrips(rack)
    report.formChanges += changes + strips.changes
    report.warnings += problems + strips.problems
    let present = session.studio.ownBanks
    let (kept, place) = RackLoading.beginning(present, banks.map(\.file))
    leaving = present.dropFirst(kept).map(\.id)
    for bank in banks[place...] { download(bank.file, &session) }
  }

  /// How many of the banks that are there, and of the files that are wanted, are the same from the first one on. A song that
  /// carries several banks is one file.
  private static func beginning(_ present: [BankSummary], _ wanted: [String]) -> (present: Int, wanted: Int) {
    var place = 0
    for (index, bank) in present.enumerated() {
      let path = RackPath.whole(bank.file ?? "")
      if place > 0, wanted[place - 1] == path { continue }
      guard place < wanted.count, wanted[place] == path else { return (index, place) }
      place += 1
    }
    return (present.count, place)
  }

  private mutating func download(_ path: String, _ session: inout JackSession) {
    do throws(CommandFailure) {
      for source in try BankOptions.sources(of: path) { downloads.append(session.studio.downloader.download(source)) }
    } catch { report.warnings.append(error.sentence) }
  }

  /// Whether all banks are there, or have failed. An engine that is not there yet is told of the rest when it comes.
  var isReady: Bool { check.warnings != nil && downloads.allSatisfy { $0.outcome != nil } }

  /// The rest.
  func finish(_ session: inout JackSession) -> RackReport {
    var report = report
    report.warnings += check.warnings ?? []
    for download in downloads {
      switch download.outcome {
      case .failed(let sentence)?: report.warnings.append("\(download.source.name): \(sentence)")
      default: report.banksLoaded += 1
      }
    }
    for id in leaving { _ = session.studio.downloader.unload(id) }
    report.banksUnloaded = leaving.count
    var rack = rack
    if isRefused {
      rack.groups = Array(rack.groups.prefix(session.configuration.layout.groupCount))
      // What its own outputs are connected to stays; what the rack says of others cannot be.
      rack.connections = rack.connections.filter { session.configuration.hasPort($0.port) }
        .union(session.wantedPatches.map { Rack.Connection(port: $0.port, other: $0.other) })
    }
    if rack.routes != session.studio.routes { report.formChanges += 1 }
    if rack.favourites != session.studio.favourites { report.formChanges += 1 }
    if let count = session.studio.apply(rack) {
      report.messages = count
    } else {
      report.warnings.append("there was no room for all messages: load it again")
    }
    (report.connectionsMade, report.connectionsCut) = session.setConnections(rack.connections)
    return report
  }
}
