// SPDX-License-Identifier: MIT
// Finds the two sides of a stereo sound, which must not drift apart. Any thread but audio.

/// Gives the regions of an instrument their phase groups.
///
/// Each side stays a mono source with its own pan, as in the SoundFont: only the clock is common.
struct StereoPairs {
  /// A region on its way into an instrument.
  struct Voice {
    var region: Region
    /// Its tuning, whether it has parameters of its own or takes the wave's.
    let parameters: SampleParameters
    /// Index into the bank's samples.
    let sample: Int

    /// What decides which notes play it, and the sample `sample`.
    func place(of sample: Int) -> Place { Place(keys: region.keys, velocities: region.velocities, sample: sample) }
  }

  struct Place: Hashable {
    let keys: ClosedRange<UInt8>
    let velocities: ClosedRange<UInt8>
    let sample: Int
  }

  private var groupCount: UInt16 = 0

  /// Locks the pairs among the voices of one preset zone. The left side leads.
  mutating func lock(_ voices: inout [Voice], _ samples: [SoundFont.Sample]) {
    var places: [Place: Int] = [:]
    for (index, voice) in voices.enumerated() where samples[voice.sample].side == 2 {
      places[voice.place(of: voice.sample)] = index
    }
    for left in voices.indices where samples[voices[left].sample].side == 4 {
      let (sample, link) = (voices[left].sample, Int(samples[voices[left].sample].link))
      guard link < samples.count, samples[link].link == sample, samples[link].rate == samples[sample].rate,
        let right = places[voices[left].place(of: link)], voices[right].region.link.phaseGroup == 0,
        voices[left].hasPitch(of: voices[right]), groupCount < .max
      else { continue }
      groupCount += 1
      voices[left].region.link.isPhaseMaster = true
      for side in [left, right] { voices[side].region.link.phaseGroup = groupCount }
    }
  }
}

extension StereoPairs.Voice {
  /// Whether the two sound equally high: a locked region takes its pitch from the one that leads.
  fileprivate func hasPitch(of other: Self) -> Bool {
    func pitch(_ voice: Self) -> [Connection] {
      (voice.region.articulation ?? []).filter { $0.destination == Connection.Destination.pitch }
    }
    return parameters.unityNote == other.parameters.unityNote && parameters.fineTune == other.parameters.fineTune
      && pitch(self) == pitch(other)
  }
}
