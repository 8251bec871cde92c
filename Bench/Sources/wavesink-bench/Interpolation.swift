// SPDX-License-Identifier: MIT
// How a voice finds the samples between the samples.

import ArgumentParser

/// How a voice finds the samples between the samples.
enum Interpolation: String, CaseIterable, Encodable, ExpressibleByArgument {
  /// Two neighbours.
  case linear
  /// Four neighbours: what libfluidsynth calls 4th order.
  case cubic
  /// More: what libfluidsynth calls 7th order.
  case sinc
}
