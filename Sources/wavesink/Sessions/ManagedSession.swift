// SPDX-License-Identifier: MIT
// A client under a Non Session Manager. Main thread.

import Control
import Glibc

/// What the session manager that started this program wants of it; nothing where none did.
struct ManagedSession {
  private let link: NSMLink
  /// A project that is being opened, until its rack is there.
  private var opening: (wish: NSMLink.Wish, request: RackRequest?)?
  private var nextLook = ContinuousClock().now

  /// The project that is open.
  struct Project {
    /// The client's name in it.
    let clientName: String
    /// Where its rack is, or is to be.
    let rackPath: String

    init(path: String, clientName: String) {
      self.clientName = clientName
      rackPath = path + ".yaml"
    }

    /// Whether it has been saved before.
    var exists: Bool { unsafe access(rackPath, F_OK) == 0 }
  }

  /// Announces the program where `NSM_URL` says so; nil where nobody does.
  init?() throws(CommandFailure) {
    guard let value = unsafe getenv("NSM_URL"), unsafe value.pointee != 0 else { return nil }
    let url = unsafe String(cString: value)
    do {
      link = try NSMLink(url: url, executable: ManagedSession.executable, processIdentifier: getpid())
    } catch { throw .usage("NSM_URL: \(error.description)") }
  }

  /// What the manager starts again: the name by which this program was called, for a manager looks along PATH.
  private static var executable: String {
    let path = CommandLine.arguments.first ?? "wavesink"
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Waits for the project to begin with; nil where a signal came first.
  mutating func firstProject() throws(CommandFailure) -> Project? {
    var signals = StopSignals()
    var refusal: String?
    while !signals.take() {
      if let wish = link.next(milliseconds: 100, refused: { refusal = $0 }), case .open(let path, let name) = wish {
        opening = (wish, nil)
        return Project(path: path, clientName: name)
      }
      if let refusal { throw .usage("the session manager refuses: \(refusal)") }
    }
    return nil
  }

  /// The project with which the client began is there.
  mutating func hasBegun() {
    if let wish = opening?.wish { link.fulfil(wish) }
    opening = nil
  }

  /// The project cannot be opened.
  func refuseFirst(_ sentence: String) {
    if let wish = opening?.wish { link.refuse(wish, .badProject, sentence) }
  }

  /// Does what the manager wants, and tells it whether there is something to save; to be called again and again.
  mutating func advance(_ session: inout JackSession, _ keeper: inout RackKeeper) {
    finishOpening(session.isRunning, &keeper)
    while opening == nil, let wish = link.next(milliseconds: 0, refused: { Console.warning("session manager: \($0)") })
    {
      switch wish {
      case .save: save(wish, &session, &keeper)
      case .open(let path, let name):
        let project = Project(path: path, clientName: name)
        session.rename(name)
        let request = RackRequest(.load, path: project.rackPath)
        // A project that is new has nothing of the one before.
        keeper.load(request, isEmpty: !project.exists)
        opening = (wish, request)
      }
    }
    let now = ContinuousClock().now
    guard now >= nextLook, opening == nil else { return }
    nextLook = now + .seconds(1)
    link.tell(isDirty: keeper.isDirty(&session))
  }

  /// Tells the manager what has become of a project, once the client is there under its name.
  private mutating func finishOpening(_ isRunning: Bool, _ keeper: inout RackKeeper) {
    guard let (wish, request) = opening, isRunning, let outcome = request?.outcome else { return }
    if case .failure(let error) = outcome {
      // Nothing is saved over the project of before.
      keeper.leaveFile()
      link.refuse(wish, .badProject, "\(request?.path ?? ""): \(error)")
    } else {
      link.fulfil(wish)
    }
    opening = nil
  }

  private func save(_ wish: NSMLink.Wish, _ session: inout JackSession, _ keeper: inout RackKeeper) {
    guard let path = keeper.path else { return link.refuse(wish, .general, "no project is open") }
    switch keeper.save(&session, to: path) {
    case .success(let report):
      for warning in report.warnings { Console.warning(warning) }
      link.fulfil(wish)
      link.tell(isDirty: false)
    case .failure(let error): link.refuse(wish, .createFailed, "\(path): \(error)")
    }
  }
}
