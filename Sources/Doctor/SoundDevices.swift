// SPDX-License-Identifier: MIT
// ALSA's devices and whether they are open to the user. Control thread.

/// What lies in `/dev/snd`.
struct SoundDevices {
  private static let folder = "/dev/snd"

  /// Playback devices, as `pcmC0D0p`.
  let outputs: [String]
  /// Those that this process may not open.
  let closedOutputs: [String]
  let hasSequencer: Bool
  let isSequencerOpen: Bool
  let userName: String

  init(_ files: SystemFiles, account: Account) {
    let names = files.names(in: SoundDevices.folder)
    outputs = names.filter { $0.hasPrefix("pcm") && $0.hasSuffix("p") }
    closedOutputs = outputs.filter { !files.isOpenToUs("\(SoundDevices.folder)/\($0)") }
    hasSequencer = names.contains("seq")
    isSequencerOpen = files.isOpenToUs("\(SoundDevices.folder)/seq")
    userName = account.name
  }

  private var join: String { "sudo usermod -aG audio \(userName), then log out and in again" }

  /// The sound card, which a server plays through.
  var cardFinding: Finding {
    let values: [String: FindingValue] = ["outputs": .texts(outputs), "closed": .texts(closedOutputs)]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("sound_card", "sound card", verdict, text, advice: advice, values: values)
    }
    guard !outputs.isEmpty else {
      return found(
        .attention, "there is no playback device in \(SoundDevices.folder)",
        "see with aplay -l what ALSA has; a server without a card is jackd -d dummy")
    }
    guard closedOutputs.isEmpty else {
      return found(.bad, "\(closedOutputs.joined(separator: ", ")) may not be opened", join)
    }
    return found(.good, "\(outputs.count) playback device\(outputs.count == 1 ? "" : "s") in \(SoundDevices.folder)")
  }

  /// The sequencer, through which MIDI devices and programs of ALSA come to JACK.
  var sequencerFinding: Finding {
    let values: [String: FindingValue] = ["present": .truth(hasSequencer), "accessible": .truth(isSequencerOpen)]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("alsa_sequencer", "ALSA sequencer", verdict, text, advice: advice, values: values)
    }
    guard hasSequencer else {
      return found(
        .attention, "there is none: MIDI devices of ALSA do not reach JACK",
        "sudo modprobe snd-seq, to stay in /etc/modules-load.d/snd-seq.conf")
    }
    guard isSequencerOpen else { return found(.attention, "it may not be opened", join) }
    return found(.good, "\(SoundDevices.folder)/seq is open (a2jmidid -e brings its devices to JACK)")
  }
}
