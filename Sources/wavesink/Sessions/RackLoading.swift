// SPDX-License-Identifier: MIT
// A rack on its way into a client. Main thread.

import Control
import Glibc
import JackHost
import Synthesis

/// One rack, whose banks are being brought in. What the client has already is left alone; channels and connections follow
/// when the banks are there, so that no channel plays another bank's program for a moment.
struct RackLoading {
  let request: RackRequest
  private let rack: Rack
  private var report: RackReport
  private var downloads: [Download] = []
  /// Banks that go when the new ones are there.
  private var leaving: [Int] = []

  /// Asks for the banks that are missing.
  init(_ rack: Rack, _ request: RackRequest, _ session: inout JackSession) {
    self.rack = rack
    self.request = request
    report = RackReport(path: request.path)
    session.reshape(groupCount: rack.groups.count, outputs: rack.outputs)
    let present = session.studio.downloader.banks.reversed().filter { !$0.isBuiltIn }
    let paths = RackLoading.paths(of: rack.banks, from: request.path)
    // A song that carries several banks is one file.
    var kept: Set<Int> = []
    var place = 0
    for bank in present {
      let path = RackKeeper.wholePath(of: bank.file ?? "")
      if place > 0, paths[place - 1] == path {
        kept.insert(bank.id)
      } else if place < paths.count, paths[place] == path {
        kept.insert(bank.id)
        place += 1
      } else {
        break
      }
    }
    leaving = present.map(\.id).filter { !kept.contains($0) }
    report.warnings = zip(rack.banks, paths).compactMap { RackLoading.doubt(about: $0, at: $1) }
    for path in paths[place...] { download(path, &session) }
  }

  /// What to say of a file that is not what it was when the rack was saved.
  static func doubt(about bank: Rack.Bank, at path: String) -> String? {
    guard let wanted = bank.hash, let found = ContentHash.hash(ofFile: path), wanted != found else { return nil }
    return "\(path): is not the file that the rack was saved with: expected \(wanted), found \(found)"
  }

  private mutating func download(_ path: String, _ session: inout JackSession) {
    do throws(CommandFailure) {
      for source in try BankOptions.sources(of: path) { downloads.append(session.studio.downloader.download(source)) }
    } catch { report.warnings.append(error.sentence) }
  }

  /// Whether all banks are there, or have failed, and there is an engine that can be told of the rest, or none is expected.
  var isReady: Bool { downloads.allSatisfy { $0.outcome != nil } }

  /// The rest.
  func finish(_ session: inout JackSession) -> RackReport {
    var report = report
    for download in downloads {
      switch download.outcome {
      case .failed(let sentence)?: report.warnings.append("\(download.source.name): \(sentence)")
      default: report.banksLoaded += 1
      }
    }
    for id in leaving { _ = session.studio.downloader.unload(id) }
    report.banksUnloaded = leaving.count
    if let count = session.studio.apply(rack) {
      report.messages = count
    } else {
      report.warnings.append("there was no room for all messages: load it again")
    }
    (report.connectionsMade, report.connectionsCut) = session.setConnections(rack.connections)
    return report
  }

  /// Whole paths of the banks' files.
  static func paths(of banks: [Rack.Bank], from rack: String) -> [String] {
    let folder = rack.lastIndex(of: "/").map { String(rack[...$0]) } ?? ""
    return banks.map { RackKeeper.wholePath(of: $0.file.hasPrefix("/") ? $0.file : folder + $0.file) }
  }
}
