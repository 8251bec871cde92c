// SPDX-License-Identifier: MIT
// The whole bank, family by family. Off-line.

/// General MIDI level 1: 128 programs and a drum kit.
enum GeneralMIDIBank {
  static func make() -> Bank {
    var bank = Bank()
    Pianos.add(to: &bank)
    ChromaticPercussion.add(to: &bank)
    Organs.add(to: &bank)
    Guitars.add(to: &bank)
    Basses.add(to: &bank)
    let ensembles = Ensembles.add(to: &bank)
    Strings.add(to: &bank, ensemble: ensembles.strings)
    Brass.add(to: &bank)
    Reeds.add(to: &bank)
    Pipes.add(to: &bank)
    let leads = Leads.add(to: &bank, voice: ensembles.voice)
    Pads.add(to: &bank, ensembles: ensembles, leads: leads)
    Ethnic.add(to: &bank)
    Percussive.add(to: &bank)
    SoundEffects.add(to: &bank)
    bank.instruments.sort { $0.program < $1.program }
    DrumKit.add(to: &bank)
    return bank
  }
}
