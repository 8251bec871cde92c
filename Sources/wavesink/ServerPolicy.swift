// SPDX-License-Identifier: MIT
// What a client does without a server. Main thread.

import ArgumentParser

/// How long a client tries.
struct ServerPolicy: ParsableArguments {
  @Flag(help: "Wait for a JACK server where none is running yet.")
  var wait = false

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      """
      When the server goes, wait for it to come back, for as long as that takes, and go on with the same banks and \
      connections. Without it the program ends with 69, for a supervisor to start it again.
      """))
  var reconnect = true

  /// Neither waits nor tries again.
  static var ending: ServerPolicy {
    var policy = ServerPolicy()
    policy.wait = false
    policy.reconnect = false
    return policy
  }
}
