// SPDX-License-Identifier: MIT
// What a client begins with: options, and a rack. Main thread.

import Control
import JackHost
import LV2
import Miniport
import Synthesis

/// The name, the form and the rack of a client, from the command line and from the session manager that has started it.
struct RunStart {
  let configuration: JackConfiguration
  /// Where its state is saved again; nil where there is no rack.
  let rackPath: String?
  private let rack: Rack?
  /// Where plug-ins are found: the one of the client too, so that their data are read once.
  let library = PluginLibrary(cache: .ofUser)

  /// Nil where a signal came while the session manager was waited for.
  init?(_ command: RunCommand, _ managed: inout ManagedSession?) throws(CommandFailure) {
    var path = command.rack
    var name = command.name
    var isThere = true
    switch managed?.begin() {
    case .project(let project)?: (path, name, isThere) = (project.rackPath, project.clientName, project.exists)
    case .alone?: managed = nil
    case .stop?: return nil
    case nil: break
    }
    rackPath = path
    do throws(RackError) {
      if let path, isThere { rack = JackSession.resolved(try RackFile.read(path), library) } else { rack = nil }
    } catch {
      managed?.refuseFirst("\(path ?? ""): \(error)")
      throw .badInput(path ?? "", error.description)
    }
    configuration = JackConfiguration(
      clientName: name,
      layout: PortLayout(
        groupCount: command.groups ?? rack?.groups.count ?? 1, outputs: command.outputs ?? rack?.outputs ?? .stereo,
        effects: command.effectsOutput ?? rack?.effects ?? .mixed,
        midiOutputs: rack?.layout.midiOutputs ?? GroupSet()))
  }

  /// The banks of the rack, with whole paths.
  var banks: [Rack.Bank] { RackPath.whole(rack?.banks ?? [], from: rackPath ?? "") }

  /// What is in them; one that is gone is told, and the rest plays.
  func sources() -> [BankSource] {
    var sources: [BankSource] = []
    for bank in banks {
      do throws(CommandFailure) { sources += try BankOptions.sources(of: bank.file) } catch {
        Console.warning(error.sentence)
      }
    }
    return sources
  }

  /// Brings a client that has not begun to the state of the rack.
  func prepare(_ session: inout JackSession) {
    guard let rack else { return }
    for (index, group) in rack.groups.enumerated() {
      session.studio.setMiniport(group.miniport, ofGroup: index + 1)
    }
    for (name, choice) in rack.strips { session.studio.setStrip(choice, name) }
    _ = session.studio.apply(rack)
    _ = session.setConnections(rack.connections)
  }
}
