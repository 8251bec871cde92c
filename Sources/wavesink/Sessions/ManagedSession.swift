// SPDX-License-Identifier: MIT
// A client under a Non Session Manager. Main thread.

import Control
import Glibc

/// What the session manager that started this program wants of it; nothing where none did.
struct ManagedSession {
  private let link: NSMLink
  /// The rack of the open project; nil where the last one could not be opened, and nothing is to be saved.
  private var rackPath: String?
  private var opening: Opening?
  private var saving: RackRequest?
  private var nextLook = ContinuousClock().now

  /// How long a manager may take to answer; where none is, the client runs by itself.
  private static let patience = Duration.seconds(3)

  /// A project that is being opened.
  private struct Opening {
    let project: NSMProject
    /// Its rack on the way; nil for the project that the client begins with.
    let request: RackRequest?
  }

  /// Announces the program where `NSM_URL` says so; nil where it names nobody who could be reached.
  init?() {
    guard let value = unsafe getenv("NSM_URL"), unsafe value.pointee != 0 else { return nil }
    let url = unsafe String(cString: value)
    do { link = try NSMLink(url: url, executable: ManagedSession.executable, processIdentifier: getpid()) } catch {
      Console.warning("NSM_URL: \(error.description); this runs without a session manager")
      return nil
    }
  }

  /// What the manager starts again: the name by which this program was called, for a manager looks along PATH.
  private static var executable: String {
    let path = CommandLine.arguments.first ?? "wavesink"
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: The beginning

  /// How the wait for the first project ended.
  enum Beginning {
    case project(NSMProject)
    /// There is no manager that takes the client.
    case alone
    /// A signal came first.
    case stop
  }

  /// Waits for the project to begin with.
  mutating func begin() -> Beginning {
    var signals = StopSignals()
    let clock = ContinuousClock()
    let deadline = clock.now + ManagedSession.patience
    var isAccepted = false
    while !signals.take() {
      switch link.next(milliseconds: 100) {
      case .accepted?: isAccepted = true
      case .refused(let sentence)?:
        Console.warning("the session manager refuses: \(sentence); this runs without it")
        return .alone
      case .wish(.open(let path, let name))?:
        let project = NSMProject(path: path, clientName: name)
        opening = Opening(project: project, request: nil)
        rackPath = project.rackPath
        return .project(project)
      case .wish(.save)?: link.refuse(.save, .general, "no project is open")
      case nil:
        guard isAccepted || clock.now < deadline else {
          Console.warning("NSM_URL: no session manager answers; this runs without one")
          return .alone
        }
      }
    }
    return .stop
  }

  /// The project with which the client began is there.
  mutating func hasBegun() {
    guard let project = opening?.project else { return }
    opening = nil
    link.fulfil(project.wish)
  }

  /// The project to begin with cannot be opened.
  func refuseFirst(_ sentence: String) {
    if let project = opening?.project { link.refuse(project.wish, .badProject, sentence) }
  }

  // MARK: While it runs

  /// Does what the manager wants, and tells it whether there is something to save; to be called again and again.
  mutating func advance(_ session: inout JackSession, _ keeper: inout RackKeeper) {
    finishOpening(&session)
    finishSaving()
    while opening == nil, saving == nil, let word = link.next(milliseconds: 0) {
      switch word {
      case .wish(.save): save(&keeper)
      case .wish(.open(let path, let name)): open(NSMProject(path: path, clientName: name), &keeper)
      case .accepted: break
      case .refused(let sentence): Console.warning("session manager: \(sentence)")
      }
    }
    let now = ContinuousClock().now
    guard now >= nextLook, opening == nil, saving == nil else { return }
    nextLook = now + .seconds(1)
    if let isDirty = keeper.isDirty(&session) { link.tell(isDirty: isDirty) }
  }

  private mutating func open(_ project: NSMProject, _ keeper: inout RackKeeper) {
    let request = RackRequest(.load, path: project.rackPath)
    // A project that is new has nothing of the one before.
    keeper.perform(request, isEmpty: !project.exists)
    opening = Opening(project: project, request: request)
    // Nothing is saved over the project of before, whatever comes of this one.
    rackPath = nil
  }

  /// Tells the manager what has become of a project, once the client is there under its name.
  private mutating func finishOpening(_ session: inout JackSession) {
    guard let project = opening?.project, let request = opening?.request, let outcome = request.outcome else { return }
    switch outcome {
    case .failure(let error): link.refuse(project.wish, .badProject, "\(request.path): \(error)")
    case .success(let report):
      session.rename(project.clientName)
      guard session.isRunning else { return }
      for warning in report.warnings { Console.warning(warning) }
      rackPath = project.rackPath
      link.fulfil(project.wish)
    }
    opening = nil
  }

  private mutating func save(_ keeper: inout RackKeeper) {
    guard let rackPath else { return link.refuse(.save, .general, "no project is open") }
    let request = RackRequest(.save, path: rackPath)
    keeper.perform(request)
    saving = request
  }

  private mutating func finishSaving() {
    guard let request = saving, let outcome = request.outcome else { return }
    saving = nil
    switch outcome {
    case .success(let report):
      for warning in report.warnings { Console.warning(warning) }
      link.fulfil(.save)
      link.tell(isDirty: false)
    case .failure(let error): link.refuse(.save, .createFailed, "\(request.path): \(error)")
    }
  }
}
