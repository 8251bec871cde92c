// SPDX-License-Identifier: MIT
// Why there is no measurement, or only a part of one. Any thread but audio.

/// What kept a measurement from its beginning or its end.
public enum LatencyError: Error, Equatable, Sendable {
  /// No server of this name answers.
  case noServer(name: String)
  /// `jackd`, which was to be started, did not answer within so many seconds.
  case serverNotStarted(command: String, seconds: Int)
  /// The server gave no client, port or period.
  case refused(String)
  /// The server ended in the middle.
  case serverGone(reason: String)
  /// No client of this name has ports; `present`: those that do.
  case noClient(String, present: [String])
  /// The client has no MIDI input.
  case noMIDIInput(client: String)
  /// The client has no audio output.
  case noAudioOutput(client: String)
  /// There is no port of this name of the kind that is expected.
  case noPort(String, kind: String)
  /// What is measured went away.
  case targetGone(String)
  /// Notes, and no sound.
  case neverSounds(String, notes: Int)
  /// Sound before the first note, or no silence after a note.
  case neverStops(String, notes: Int)
  /// A command could not be started.
  case notStarted(command: String, reason: String)
  /// A command ended before it had ports; `errors`: the last line that it wrote.
  case launchEnded(command: String, status: Int32, errors: String)
  /// A command runs, and has no MIDI input and audio output.
  case launchWithoutPorts(command: String, seconds: Int)
}

extension LatencyError: CustomStringConvertible {
  /// A sentence for a person, without a full stop. Thread: any.
  public var description: String {
    switch self {
    case .noServer(let name): "no JACK server is running under the name \"\(name)\""
    case .serverNotStarted(let command, let seconds): "\(command): no JACK server answered within \(seconds) s"
    case .refused(let what): "the JACK server gave no \(what)"
    case .serverGone(let reason): "the JACK server went away" + (reason.isEmpty ? "" : ": \(reason)")
    case .noClient(let name, let present):
      "there is no JACK client \"\(name)\" with ports: "
        + (present.isEmpty ? "there is none at all" : "expected one of \(present.joined(separator: ", "))")
    case .noMIDIInput(let client): "\(client) has no MIDI input, so that no note can reach it"
    case .noAudioOutput(let client): "\(client) has no audio output, so that nothing of it can be heard"
    case .noPort(let name, let kind): "there is no \(kind) \"\(name)\""
    case .targetGone(let client): "\(client) went away"
    case .neverSounds(let client, let notes): "\(client) never sounds: \(notes) notes were sent, and nothing was heard"
    case .neverStops(let client, 0): "\(client) never stops sounding: it did before the first note was sent"
    case .neverStops(let client, let notes):
      "\(client) never stops sounding: after \(notes) notes there is no silence in which the next one could be heard"
    case .notStarted(let command, let reason): "\(command): cannot be started: \(reason)"
    case .launchEnded(let command, let status, let errors):
      "\(command): ended with status \(status) before it had ports" + (errors.isEmpty ? "" : ": \(errors)")
    case .launchWithoutPorts(let command, let seconds):
      "\(command): has no MIDI input and audio output after \(seconds) s"
    }
  }
}
