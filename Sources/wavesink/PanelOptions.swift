// SPDX-License-Identifier: MIT
// Options for a page in the browser. Main thread.

import ArgumentParser
import Glibc
import Panel
import Synthesis

/// Whether, and where, a page in the browser shows the client and changes it.
struct PanelOptions: ParsableArguments {
  @Flag(name: .customLong("panel"), help: "Serve a page for the browser that shows what plays and changes it.")
  var isWanted = false

  @Option(
    name: .customLong("panel-port"),
    help: ArgumentHelp(
      "TCP port of the page, 0 for any that is free. (default: \(PanelConfiguration.usualPort), or another one where it is taken)",
      valueName: "number"))
  var port: Int?

  @Option(
    name: .customLong("panel-address"),
    help: ArgumentHelp(
      """
      Address of this machine to serve the page at, 0.0.0.0 for all; with another one than this others see and change what plays \
      who have the whole link, which then has a token in it.
      """, valueName: "host"))
  var address = "127.0.0.1"

  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--panel-port is 0 to 65535, not \(port)")
    }
    if !isWanted, port != nil || address != "127.0.0.1" {
      throw ValidationError("--panel-port and --panel-address need --panel")
    }
  }

  /// Serves the page, and says where; nil where that is not wanted. `banks`: of the command line, whose folders are known.
  func start(controlURL: String, banks: [BankSource]) throws(CommandFailure) -> PanelServer? {
    guard isWanted else { return nil }
    guard let assets = DataFolder.panel else {
      throw .usage("the panel's files are not installed: expected share/wavesink/Panel beside the program")
    }
    var configuration = PanelConfiguration(
      assets: assets, controlURL: controlURL, uploads: PanelOptions.uploads, program: DataFolder.program ?? "wavesink")
    configuration.address = address
    configuration.port = port ?? PanelConfiguration.usualPort
    configuration.isAnyPortGood = port == nil
    configuration.bankFolders = DataFolder.bankFolders + banks.compactMap(\.file).compactMap(PanelOptions.folder)
    do {
      let panel = try PanelServer(configuration)
      Console.notice("panel at \(panel.link)")
      return panel
    } catch { throw .usage(error.description) }
  }

  private static func folder(of file: String) -> String? {
    guard let whole = unsafe realpath(file, nil) else { return nil }
    defer { unsafe free(whole) }
    let path = unsafe String(cString: whole)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// Where banks stay that pages bring in: `$XDG_DATA_HOME/wavesink/panel-banks`.
  private static var uploads: String {
    func variable(_ name: String) -> String? {
      guard let value = unsafe getenv(name), unsafe value.pointee == CChar(UInt8(ascii: "/")) else { return nil }
      return unsafe String(cString: value)
    }
    let data = variable("XDG_DATA_HOME") ?? variable("HOME").map { $0 + "/.local/share" }
    return (data ?? "/tmp/wavesink-\(getuid())") + "/wavesink/panel-banks"
  }
}
