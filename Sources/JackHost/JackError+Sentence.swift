// SPDX-License-Identifier: MIT
// The sentences of a JACK error. Control thread.

import CJack
import Realtime

extension JackError: CustomStringConvertible {
  /// A sentence for a person, without a full stop. Thread: any.
  public var description: String {
    switch self {
    case .noServer(let name):
      "no JACK server is running under the name \"\(name)\": start one (jackd), or run this with pw-jack under PipeWire"
    case .nameTaken(let name):
      "another JACK client is named \"\(name)\": choose another name with --name"
    case .nameUnusable(let name, let limit):
      "\"\(name)\" cannot name a JACK client: expected 1 to \(limit) bytes without a colon"
    case .refused(let name, let status):
      "the JACK server \"\(name)\" refused this client: \(JackError.reasons(ofStatus: status))"
    case .noPort(let name):
      "the JACK server gave no port \"\(name)\": it has no more ports (jackd's option -p), or the name is taken"
    case .noThread(let status):
      "the system gave no thread for a render worker (error \(status)): choose fewer with --threads"
    case .notActivated:
      "the JACK server did not start this client"
    case .serverGone(let reason):
      reason.isEmpty ? "the JACK server went away" : "the JACK server went away: \(reason)"
    case .sampleRateChanged(let old, let new):
      "the JACK server changed its sample rate from \(old.hertz) to \(new.hertz) Hz"
    }
  }

  /// The meaning of each bit that is set. Source: `jack/types.h`, `JackStatus`.
  private static func reasons(ofStatus status: UInt32) -> String {
    let meanings: [(JackStatus, String)] = [
      (JackInvalidOption, "it does not know an option"),
      (JackServerError, "it does not answer properly"),
      (JackShmFailure, "its shared memory cannot be reached"),
      (JackVersionError, "it speaks another version of the protocol"),
      (JackInitFailure, "the client could not be set up"),
      (JackBackendError, "its driver failed"),
      (JackClientZombie, "the client was thrown out"),
    ]
    let found = meanings.filter { status & $0.0.rawValue != 0 }.map { $0.1 }
    return found.isEmpty ? "status \(status)" : found.joined(separator: ", ")
  }
}
