// SPDX-License-Identifier: MIT
// A project of a Non Session Manager. Main thread.

import Control
import Glibc

/// What a session manager opens: a name for the client, and a place for its state.
struct NSMProject {
  /// As the manager has asked for it.
  let wish: NSMLink.Wish
  /// The client's name in it.
  let clientName: String
  /// Where its rack is, or is to be.
  let rackPath: String

  /// `path`: the project's own, without a suffix.
  init(path: String, clientName: String) {
    wish = .open(path: path, clientName: clientName)
    self.clientName = clientName
    rackPath = path + ".yaml"
  }

  /// Whether it has been saved before.
  var exists: Bool { unsafe access(rackPath, F_OK) == 0 }
}
