// SPDX-License-Identifier: MIT
// Articulations as DLS 2 connection blocks. Off-line.

extension Articulation {
  private typealias Code = Connection.Code

  /// The blocks of `art2`; what equals the specification's default is left out.
  var connections: [Connection] {
    envelopeConnections + filterConnections + vibratoConnections + tremoloConnections + outputConnections
  }

  private var envelopeConnections: [Connection] {
    var list: [Connection] = []
    if attack > 0 { list.append(.constant(Code.attack, Exact.timeCents(seconds: attack))) }
    if hold > 0 { list.append(.constant(Code.hold, Exact.timeCents(seconds: hold))) }
    if sustainDecibels < 0 {
      list.append(.constant(Code.decay, Exact.timeCents(seconds: decay)))
      list.append(.constant(Code.sustain, (1 + max(-96, sustainDecibels) / 96) * 1000))
    }
    list.append(.constant(Code.release, Exact.timeCents(seconds: release)))
    if decayKeyCents != 0 {
      list.append(Connection(source: Code.key, destination: Code.decay, scale: decayKeyCents))
    }
    if attackVelocityCents != 0 {
      list.append(Connection(source: Code.velocity, destination: Code.attack, scale: attackVelocityCents))
    }
    guard envelopePitchCents != 0 || filter?.envelopeCents ?? 0 != 0 else { return list }
    if attack2 > 0 { list.append(.constant(Code.attack2, Exact.timeCents(seconds: attack2))) }
    if hold2 > 0 { list.append(.constant(Code.hold2, Exact.timeCents(seconds: hold2))) }
    list.append(.constant(Code.decay2, Exact.timeCents(seconds: decay2)))
    list.append(.constant(Code.sustain2, sustain2 * 1000))
    list.append(.constant(Code.release2, Exact.timeCents(seconds: release2)))
    if envelopePitchCents != 0 {
      list.append(Connection(source: Code.eg2, destination: Code.pitch, scale: envelopePitchCents))
    }
    return list
  }

  private var filterConnections: [Connection] {
    guard let filter else { return [] }
    var list = [Connection.constant(Code.cutoff, filter.initialCents)]
    if filter.resonance > 0 { list.append(.constant(Code.resonance, filter.resonance * 10)) }
    for (source, scale) in [
      (Code.velocity, filter.velocityCents), (Code.key, filter.keyScale), (Code.eg2, filter.envelopeCents),
    ] where scale != 0 {
      list.append(Connection(source: source, destination: Code.cutoff, scale: scale))
    }
    return list
  }

  private var vibratoConnections: [Connection] {
    guard vibratoCents != 0 || wheelCents != 0 || pressureCents != 0 else { return [] }
    var list = [Connection.constant(Code.vibratoFrequency, Exact.pitchCents(hertz: vibratoHertz))]
    if vibratoCents != 0 { list.append(.constant(Code.vibratoDelay, Exact.timeCents(seconds: vibratoDelay))) }
    for (control, scale) in [
      (Code.none, vibratoCents), (Code.modulationWheel, wheelCents), (Code.pressure, pressureCents),
    ] where scale != 0 {
      list.append(
        Connection(
          source: Code.vibrato, control: control, destination: Code.pitch, transform: Code.bipolarSource, scale: scale))
    }
    return list
  }

  private var tremoloConnections: [Connection] {
    guard tremoloDecibels != 0 || tremoloCutoffCents != 0 || wheelTremoloDecibels != 0 else { return [] }
    var list = [Connection.constant(Code.lfoFrequency, Exact.pitchCents(hertz: tremoloHertz))]
    if tremoloDelay > 0.01 { list.append(.constant(Code.lfoDelay, Exact.timeCents(seconds: tremoloDelay))) }
    for (control, destination, scale) in [
      (Code.none, Code.gain, tremoloDecibels * 10), (Code.none, Code.cutoff, tremoloCutoffCents),
      (Code.modulationWheel, Code.gain, wheelTremoloDecibels * 10),
    ] where scale != 0 {
      list.append(
        Connection(
          source: Code.lfo, control: control, destination: destination, transform: Code.bipolarSource, scale: scale))
    }
    return list
  }

  private var outputConnections: [Connection] {
    [(Code.pan, pan), (Code.reverb, reverb), (Code.chorus, chorus)].filter { $0.1 != 0 }
      .map { .constant($0.0, $0.1 * 1000) }
  }
}
