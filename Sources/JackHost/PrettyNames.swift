// SPDX-License-Identifier: MIT
// What people read of the ports of other clients. Control thread.

import CJack

/// The pretty names of ports that were asked for of late: of JACK 2 each question goes to a database that all clients of a user share.
struct PrettyNames {
  /// How long a name is believed.
  private static let life = Duration.seconds(10)

  private var known: [jack_uuid_t: (name: String?, since: ContinuousClock.Instant)] = [:]

  /// The name of a port, which is asked for where it is not known. Thread: control.
  mutating func name(of subject: jack_uuid_t, at now: ContinuousClock.Instant, _ ask: () -> String?) -> String? {
    if let known = known[subject], now - known.since < PrettyNames.life { return known.name }
    let name = ask()
    known[subject] = (name, now)
    return name
  }

  /// Forgets what is too old. Thread: control.
  mutating func forgetOld(at now: ContinuousClock.Instant) {
    known = known.filter { now - $0.value.since < PrettyNames.life }
  }
}
