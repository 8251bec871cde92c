// SPDX-License-Identifier: MIT
// What a measurement says, for programs and for pages. Any thread but audio.

/// All that is told of one measurement. As JSON, fields are added and never renamed.
public struct LatencyReport: Equatable, Sendable, Codable {
  /// What was measured.
  public var target: String
  /// Its MIDI input.
  public var midiInput: String
  /// Its audio outputs.
  public var audioOutputs: [String]
  /// On what.
  public var surroundings: Surroundings
  /// How.
  public var plan: PlanReport
  /// What became of each event.
  public var events: EventCounts
  /// From note to sound.
  public var latency: LatencySummary?
  /// The sender's own impulse through the same graph, in frames; this is taken off the latency.
  public var calibrationLeast: Int?
  /// See `calibrationLeast`.
  public var calibrationMost: Int?
  /// Frames by which an onset may be earlier than it is said to be, at most; 0 with the tool's own bank.
  public var uncertaintyFrames: Int
  /// The shape of the phase plot: `flat`, `saw-tooth`, `staircase`, `irregular`; nil where too little was heard.
  public var phase: String?
  /// The steps of a staircase, in frames.
  public var phaseBlockFrames: Int?
  /// How often each latency occurs, in frames.
  public var histogram: [LatencyCount]
  /// The tool's first client in line.
  public var sender: CallbackReport?
  /// Its last one: its ends are those of the whole cycle.
  public var listener: CallbackReport?
  /// Cycles that the server missed.
  public var xruns: Int
  /// The longest of them in µs, as the server has it.
  public var longestXrunMicroseconds: Double
  /// Values that did not fit into the tool's own queues: 0, or it did not see everything.
  public var unseen: Int
  /// What the server reports of the synth's ports, in frames.
  public var reported: ReportedFrames?
  /// A sentence, where it did not come to its end.
  public var failure: String?
  /// Somebody ended it early.
  public var wasStopped: Bool

  /// How often a latency occurs.
  public struct LatencyCount: Equatable, Sendable, Codable {
    /// The latency.
    public var frames: Int
    /// Notes.
    public var count: Int
  }

  /// Latency as the server reports it.
  public struct ReportedFrames: Equatable, Sendable, Codable {
    /// Of the audio output: everything that comes before its sound.
    public var captureLeast: Int
    /// See `captureLeast`.
    public var captureMost: Int
    /// Of the MIDI input: everything that comes after a note.
    public var playbackLeast: Int
    /// See `playbackLeast`.
    public var playbackMost: Int
    /// What was measured less what the audio output reports at most; nil where nothing was heard.
    public var measuredLessReported: Int?
  }
}
