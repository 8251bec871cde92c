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
  /// The folder where banks are kept that pages bring in; it need not be there.
  public var uploads: String
  /// The path of wavesink, which measures.
  public var program: String
  /// The longest file that a page may bring in.
  public var uploadLimitBytes = UploadFolder.fileLimitBytes

  /// Nobody has registered it for anything, and it is easy to keep in mind.
  public static let usualPort = 7650

  /// Thread: setup.
  public init(assets: String, controlURL: String, uploads: String, program: String) {
    (self.assets, self.controlURL, self.uploads, self.program) = (assets, controlURL, uploads, program)
  }
}
