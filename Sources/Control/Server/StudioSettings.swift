// SPDX-License-Identifier: MIT
// What people have set of a client. Control threads.

import Miniport
import Racks
import Synthesis

/// The properties of an instrument as they were set last, which a new engine is told.
struct StudioSettings: Sendable, Equatable {
  /// dB; −96 is silence.
  var volume = 0.0
  /// dB.
  var boost = 0.0
  /// Nil until somebody sets it: then it is what MIDI messages say.
  var reverb: WavesReverb?
  /// What people call the channel groups, from the first on; nothing where nobody has named one.
  var groupNames: [String] = []
  /// What plays the groups, from 1, that the synthesizer does not.
  var miniports: [Int: MiniportChoice] = [:]
  /// Effects, levels and sends.
  var strips: [StripName: StripChoice] = [:]
  /// Where the inputs' messages go.
  var routes = ThruRoutes()
  /// Programs that somebody wants at hand.
  var favourites: [Favourite] = []
  /// The rack file that the client belongs to; nil for none.
  var rackPath: String?
}
