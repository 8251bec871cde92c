// SPDX-License-Identifier: MIT
// wavesink ctl: asks a running client, and tells it what to do. Main thread.

import ArgumentParser

/// Control of a running client.
struct CtlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ctl", abstract: "Ask a running client how it is, and tell it what to do.",
    discussion: """
      It speaks OSC with the client's control server, which docs/osc.md describes. Exit status 69: no client of that \
      name runs, or it does not answer.
      """,
    subcommands: [
      CtlStatsCommand.self, CtlWatchCommand.self, CtlLatencyCommand.self, CtlMonitorCommand.self,
      CtlListCommand.self, CtlDownloadCommand.self, CtlCancelCommand.self, CtlUnloadCommand.self,
      CtlNoteCommand.self, CtlProgramCommand.self, CtlControlCommand.self, CtlVolumeCommand.self, CtlBoostCommand.self,
      CtlReverbCommand.self, CtlPriorityCommand.self, CtlMuteCommand.self, CtlSoloCommand.self, CtlGroupsCommand.self,
      CtlGroupNameCommand.self,
      CtlOutputsCommand.self, CtlMiniportCommand.self, CtlStripCommand.self, CtlParameterCommand.self,
      CtlPresetsCommand.self, CtlThruCommand.self, CtlConnectionsCommand.self, CtlConnectCommand.self,
      CtlDisconnectCommand.self, CtlFavouritesCommand.self,
      CtlSaveCommand.self, CtlLoadCommand.self, CtlPanicCommand.self,
      CtlQuitCommand.self,
    ])
}
