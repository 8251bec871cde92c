// SPDX-License-Identifier: MIT
// What a panel is made with. Setup.

/// Where a panel is served, to whom, and what it knows of the program.
public struct PanelConfiguration: Sendable {
  /// Where it listens; others than 127.0.0.1 let others in, who need the token.
  public var address = "127.0.0.1"
  /// 0 for any that is free.
  public var port = PanelConfiguration.usualPort
  /// Where the port is taken, any other one will do.
  public var isAnyPortGood = false
  /// The folder with `index.html`.
  public var assets: String
  /// The control server's address, as it prints it.
  public var controlURL: String
  /// Folders with banks that a page may bring in.
  public var bankFolders: [String] = []
  /// A folder for what may go when the program ends; it need not be there.
  public var cache: String
  /// The path of wavesink, which measures.
  public var program: String
  /// The longest file that a page may bring in.
  public var uploadLimitBytes = UploadFolder.fileLimitBytes

  /// Nobody has registered it for anything, and it is easy to keep in mind.
  public static let usualPort = 7650

  /// Thread: setup.
  public init(assets: String, controlURL: String, cache: String, program: String) {
    (self.assets, self.controlURL, self.cache, self.program) = (assets, controlURL, cache, program)
  }
}
