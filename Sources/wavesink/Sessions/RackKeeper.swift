// SPDX-License-Identifier: MIT
// Saves and loads the racks of a running client, one after the other. Main thread.

import Control
import JackHost
import Miniport
import Synthesis

/// Which rack file a client belongs to, and what is on its way to one or from one.
struct RackKeeper {
  /// Where SIGUSR1 saves: the file that was saved or loaded last; nil until there is one.
  private var path: String?
  /// The state as it was saved or loaded last.
  private var last: Rack?
  private var waiting: [Job] = []
  private var saving: RackSaving?
  private var loading: RackLoading?
  /// Saves that SIGUSR1 has asked for, until it is said what became of them.
  private var untold: [RackRequest] = []
  /// Banks of the rack that have not played yet: what is gone for a while is not forgotten at the next save.
  private var missing: [Rack.Bank] = []
  private var check: BankCheck?
  /// Until when channels may still be on their way to what was loaded.
  private var unsettledUntil = ContinuousClock().now

  /// What is to be done.
  private struct Job {
    let request: RackRequest
    /// To be loaded is no file, but the state of a client that has just begun.
    let isEmpty: Bool
  }

  /// `path`: the rack that the client has begun with. `banks`: those of that rack, with whole paths.
  init(path: String?, banks: [Rack.Bank]) {
    self.path = path.map { RackPath.whole($0) }
    missing = banks
    check = BankCheck(banks)
  }

  // MARK: Asking

  /// Saves or loads as soon as what was asked for before is done. `isEmpty`: the file is not there yet, and the client is to be as
  /// one that has just begun, with as many groups.
  mutating func perform(_ request: RackRequest, isEmpty: Bool = false) {
    waiting.append(Job(request: request, isEmpty: isEmpty))
  }

  /// Saves where SIGUSR1 asks for it.
  mutating func saveOnSignal() {
    guard let path else {
      return Console.warning("SIGUSR1: there is no rack file to save to (begin with --rack, or ctl save once)")
    }
    let request = RackRequest(.save, path: path)
    untold.append(request)
    perform(request)
  }

  /// Lets others know which file that is.
  func tellPath(_ studio: Studio) { studio.setRackPath(path) }

  /// Whether the client is otherwise than it was saved or loaded last; nil while that cannot be told.
  mutating func isDirty(_ session: inout JackSession) -> Bool? {
    guard !isBusy(session), ContinuousClock().now >= unsettledUntil else { return nil }
    let present = state(of: &session)
    if last == nil { last = present }
    return present != last
  }

  // MARK: Doing

  /// Goes on with what is on its way; to be called again and again.
  mutating func advance(_ session: inout JackSession) {
    for request in session.studio.takeRackRequests() { perform(request) }
    if !missing.isEmpty {
      let playing = Set(session.studio.ownBanks.compactMap(\.file).map { RackPath.whole($0) })
      missing.removeAll { playing.contains($0.file) }
    }
    if let warnings = check?.warnings {
      for warning in warnings { Console.warning(warning) }
      check = nil
    }
    beginNext(&session)
    finishSaving(session.studio)
    finishLoading(&session)
    tell()
  }

  private func isBusy(_ session: borrowing JackSession) -> Bool {
    saving != nil || loading != nil || !waiting.isEmpty || session.studio.downloader.isDownloading
  }

  private mutating func beginNext(_ session: inout JackSession) {
    guard saving == nil, loading == nil, let next = waiting.first else { return }
    // What is on its way belongs to the state that is saved.
    if next.request.wish == .save, session.studio.downloader.isDownloading { return }
    waiting.removeFirst()
    if next.request.wish == .save {
      saving = RackSaving(state(of: &session), next.request)
      return
    }
    do throws(RackError) {
      let rack = next.isEmpty ? RackKeeper.empty(session.configuration) : try RackFile.read(next.request.path)
      loading = RackLoading(rack, next.request, &session)
    } catch { next.request.finish(.failure(error)) }
  }

  private mutating func finishSaving(_ studio: Studio) {
    guard let done = saving, let outcome = done.finish() else { return }
    saving = nil
    if case .success = outcome { (path, last) = (done.request.path, done.rack) }
    tellPath(studio)
    done.request.finish(outcome)
  }

  private mutating func finishLoading(_ session: inout JackSession) {
    guard let done = loading, done.isReady else { return }
    loading = nil
    (path, last, missing) = (done.request.path, nil, done.banks)
    let report = done.finish(&session)
    unsettledUntil = ContinuousClock().now + .milliseconds(500)
    session.tellStatuses()
    tellPath(session.studio)
    done.request.finish(.success(report))
  }

  private mutating func tell() {
    while let outcome = untold.first?.outcome {
      let path = untold.removeFirst().path
      switch outcome {
      case .success(let report):
        for warning in report.warnings { Console.warning(warning) }
        Console.notice("saved to \(path)")
      case .failure(let error): Console.warning("\(path): \(error)")
      }
    }
  }

  /// The client's state, with whole paths, and with the banks that are to come back.
  private func state(of session: inout JackSession) -> Rack {
    var rack = session.rack()
    rack.banks = missing + rack.banks.map { Rack.Bank(file: RackPath.whole($0.file)) }
    return rack
  }

  private static func empty(_ configuration: JackConfiguration) -> Rack {
    var rack = Rack()
    rack.groups = Array(repeating: Rack.Group(), count: configuration.layout.groupCount)
    (rack.outputs, rack.effects) = (configuration.layout.outputs, configuration.layout.effects)
    return rack
  }
}
