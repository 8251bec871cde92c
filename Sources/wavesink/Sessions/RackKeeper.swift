// SPDX-License-Identifier: MIT
// Saves and loads the racks of a running client. Main thread.

import Control
import Glibc
import JackHost
import Synthesis

/// Which rack file a client belongs to, and what is on its way from one.
struct RackKeeper {
  /// Where the state goes that a session manager or SIGUSR1 wants saved; nil until a rack was saved or loaded.
  private(set) var path: String?
  /// As it was saved or loaded last.
  private var last: Rack?
  /// What is to be loaded, and whether that is a rack with nothing in it instead of a file.
  private var waiting: [(request: RackRequest, isEmpty: Bool)] = []
  private var loading: RackLoading?
  /// Until when channels may still be on their way to what was loaded.
  private var unsettledUntil = ContinuousClock().now

  /// `path`: the rack that the client has begun with.
  init(path: String?) { self.path = path.map { RackKeeper.wholePath(of: $0) } }

  /// A rack is on its way in.
  var isLoading: Bool { loading != nil || !waiting.isEmpty }

  // MARK: Saving

  /// Writes the client's state to a file, which is its own from then on.
  mutating func save(_ session: inout JackSession, to path: String) -> Result<RackReport, RackError> {
    var report = RackReport(path: path)
    let present = session.rack()
    var rack = present
    rack.banks = present.banks.map { bank in
      let whole = RackKeeper.wholePath(of: bank.file)
      let hash = ContentHash.hash(ofFile: whole)
      if hash == nil { report.warnings.append("\(whole): cannot be read any more; the rack names it nevertheless") }
      return Rack.Bank(file: RackKeeper.path(whole, in: path), hash: hash)
    }
    do throws(RackError) { try RackFile.write(rack, to: path) } catch { return .failure(error) }
    self.path = path
    last = present
    return .success(report)
  }

  /// The same where SIGUSR1 asks for it.
  mutating func saveOnSignal(_ session: inout JackSession) {
    guard let path else {
      return Console.warning("SIGUSR1: there is no rack file to save to (begin with --rack, or ctl save once)")
    }
    switch save(&session, to: path) {
    case .success(let report):
      for warning in report.warnings { Console.warning(warning) }
      Console.notice("saved to \(path)")
    case .failure(let error): Console.warning("\(path): \(error)")
    }
  }

  /// Whether the client is otherwise than it was saved or loaded last.
  mutating func isDirty(_ session: inout JackSession) -> Bool {
    guard !isLoading, ContinuousClock().now >= unsettledUntil else { return false }
    let present = session.rack()
    if last == nil { last = present }
    return present != last
  }

  // MARK: Loading

  /// Does what others ask for, and goes on with what is on its way; to be called again and again.
  mutating func advance(_ session: inout JackSession) {
    for request in session.studio.takeRackRequests() {
      switch request.wish {
      case .save: request.finish(save(&session, to: request.path))
      case .load: load(request)
      }
    }
    if loading == nil, !waiting.isEmpty { begin(waiting.removeFirst(), &session) }
    guard let done = loading, done.isReady else { return }
    loading = nil
    let report = done.finish(&session)
    path = done.request.path
    last = nil
    unsettledUntil = ContinuousClock().now + .milliseconds(500)
    done.request.finish(.success(report))
  }

  /// Loads a rack as soon as those before it are there.
  /// `isEmpty`: the file is not there yet, and the client is to be as one that has just begun, with as many groups.
  mutating func load(_ request: RackRequest, isEmpty: Bool = false) { waiting.append((request, isEmpty)) }

  private mutating func begin(_ next: (request: RackRequest, isEmpty: Bool), _ session: inout JackSession) {
    do throws(RackError) {
      let rack = next.isEmpty ? RackKeeper.empty(session.configuration) : try RackFile.read(next.request.path)
      loading = RackLoading(rack, next.request, &session)
    } catch { next.request.finish(.failure(error)) }
  }

  private static func empty(_ configuration: JackConfiguration) -> Rack {
    var rack = Rack()
    rack.groups = Array(repeating: Rack.Group(), count: configuration.groupCount)
    rack.outputs = configuration.outputs
    return rack
  }

  /// The client belongs to no file any more.
  mutating func leaveFile() { path = nil }

  // MARK: Paths

  /// A path from the folder of the rack, where the file lies in it or below: folder and rack may move together.
  private static func path(_ whole: String, in rack: String) -> String {
    let folder = rack.lastIndex(of: "/").map { String(rack[...$0]) } ?? ""
    return !folder.isEmpty && folder != "/" && whole.hasPrefix(folder) ? String(whole.dropFirst(folder.count)) : whole
  }

  /// The same path from the root on.
  static func wholePath(of path: String) -> String {
    if let whole = unsafe realpath(path, nil) {
      defer { unsafe free(whole) }
      return unsafe String(cString: whole)
    }
    guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }
}
