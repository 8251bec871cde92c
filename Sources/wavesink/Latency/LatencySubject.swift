// SPDX-License-Identifier: MIT
// What is measured. Main thread.

import Latency

/// One of the things that can be measured.
enum LatencySubject {
  /// Wavesink, started for this.
  case own(OwnSynth)
  /// The engine without a server.
  case inProcess
  /// A client that runs.
  case target(TargetChoice)
  /// Ports of whichever clients: a loop through cables.
  case ports(TargetPorts)
  /// A command.
  case launch(String)

  /// What a person calls it.
  var title: String {
    switch self {
    case .own(let synth): synth.title
    case .inProcess: "wavesink, in this process"
    case .target(let choice): choice.client
    case .ports(let ports): ports.name
    case .launch(let command): command.split(separator: " ").first.map(String.init) ?? command
    }
  }

  /// Whether a server has to be there already.
  var needsRunningServer: Bool {
    switch self {
    case .target, .ports: true
    default: false
    }
  }

  /// Whether it is Wavesink, started for this.
  var isOwn: Bool { if case .own = self { true } else { false } }

  /// Whether it goes through a server at all.
  var needsServer: Bool { if case .inProcess = self { false } else { true } }
}
