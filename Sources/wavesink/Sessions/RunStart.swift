// SPDX-License-Identifier: MIT
// What a client begins with: options, and a rack. Main thread.

import Control
import JackHost
import Synthesis

/// The name, the form and the rack of a client, from the command line and from the session manager that has started it.
struct RunStart {
  let configuration: JackConfiguration
  /// Where its state is saved again; nil where there is no rack.
  let rackPath: String?
  private let rack: Rack?

  /// Nil where a signal came while the session manager was waited for.
  init?(_ command: RunCommand, _ managed: inout ManagedSession?) throws(CommandFailure) {
    var path = command.rack
    var name = command.name
    var isThere = true
    if managed != nil {
      guard let project = try managed?.firstProject() else { return nil }
      (path, name, isThere) = (project.rackPath, project.clientName, project.exists)
    }
    rackPath = path
    do throws(RackError) {
      if let path, isThere { rack = try RackFile.read(path) } else { rack = nil }
    } catch {
      managed?.refuseFirst("\(path ?? ""): \(error)")
      throw .badInput(path ?? "", error.description)
    }
    configuration = JackConfiguration(
      clientName: name, groupCount: command.groups ?? rack?.groups.count ?? 1,
      outputs: command.outputs ?? rack?.outputs ?? .stereo)
  }

  /// What to download: the built-in bank, those of the rack, and those that are named, which win.
  func sources(_ options: BankOptions) throws(CommandFailure) -> [BankSource] {
    let named = try options.sources()
    guard let rack, let rackPath else { return named }
    var sources: [BankSource] = []
    for (path, bank) in zip(RackLoading.paths(of: rack.banks, from: rackPath), rack.banks) {
      if let warning = RackLoading.doubt(about: bank, at: path) { Console.warning(warning) }
      // A bank that is gone is told, and the rest plays.
      do throws(CommandFailure) { sources += try BankOptions.sources(of: path) } catch {
        Console.warning(error.sentence)
      }
    }
    return named.filter(\.isBuiltIn) + sources + named.filter { !$0.isBuiltIn }
  }

  /// Brings a client that has not begun to the state of the rack.
  func prepare(_ session: inout JackSession) {
    guard let rack else { return }
    _ = session.studio.apply(rack)
    _ = session.setConnections(rack.connections)
  }
}
