// SPDX-License-Identifier: MIT
// One measurement through a JACK server. Control thread.

import CJack
import Glibc
import Realtime

/// Sends the notes of a plan, and writes down what comes back.
///
/// Sender and listener are clients of their own, so that the graph is a line and all of it runs in one cycle.
public struct Measurement: ~Copyable {
  private let request: MeasurementRequest
  private let witness: GraphWitness
  private let sender: Sender
  private let listener: Listener
  private var run: MeasurementRun
  private var sent: [SentNote] = []
  private var heard: [HeardOnset] = []
  private var directs: [HeardOnset] = []
  private var base: UInt32 = 0
  /// Messages of the plan that are in the sender's queue already.
  private var queued = 0

  /// Opens both clients and connects them to a client that runs. Thread: control.
  public init(_ request: MeasurementRequest, target choice: TargetChoice) throws(LatencyError) {
    try self.init(request) { client throws(LatencyError) in try client.find(choice) }
  }

  /// The same with ports that are known. Thread: control.
  public init(_ request: MeasurementRequest, ports: TargetPorts) throws(LatencyError) {
    try self.init(request) { client throws(LatencyError) in try client.check(ports) }
  }

  private init(
    _ request: MeasurementRequest, find: (ClientHandle) throws(LatencyError) -> TargetPorts
  ) throws(LatencyError) {
    let witness = GraphWitness()
    let sender = try Sender(server: request.server, witness: witness)
    let target = try find(sender.client)
    // Before the first cycle PipeWire's library does not know the period.
    try Measurement.awaitCycles(of: sender, witness)
    let rate = sender.client.rate
    let plan = NotePlan(
      rate: rate, periodFrames: max(1, sender.client.periodFrames), noteCount: request.noteCount,
      warmUpCount: request.warmUpCount, intervalFrames: Int(request.intervalSeconds * Double(rate.hertz)))
    let gap = plan.intervalFrames - plan.periodFrames
    let listener = try Listener(
      server: request.server, sound: OnsetDetector(request.method, rate: rate, gapFrames: gap), witness: witness)
    try Measurement.connect(sender, listener, target)
    self.request = request
    self.witness = witness
    self.sender = sender
    self.listener = listener
    run = MeasurementRun(plan: plan, target: target, method: request.method)
  }

  /// Frames of a period and the rate, as the server has them.
  public var plan: NotePlan { run.plan }

  private static func connect(_ sender: Sender, _ listener: Listener, _ target: TargetPorts) throws(LatencyError) {
    let sources = target.audio
    let wanted = [
      (sender.midiPort, target.midi), (sender.impulsePort, listener.impulsePort),
      (sources[0], listener.leftPort), (sources[sources.count - 1], listener.rightPort),
    ]
    for (source, destination) in wanted where !sender.client.connect(source, destination) {
      throw .refused("connection from \(source) to \(destination)")
    }
  }

  /// Measures. `watch` is called some times a second, and ends it by answering false. Never throws numbers away: what ended it early
  /// stands in the run. Thread: control.
  public consuming func perform(_ watch: (MeasurementProgress) -> Bool) -> MeasurementRun {
    do throws(LatencyError) {
      try settle()
      schedule()
      try follow(watch)
      try ringOut()
    } catch {
      run.failure = error
    }
    return conclude()
  }

  /// Prepares the synth, and waits until all of it runs and is silent.
  private mutating func settle() throws(LatencyError) {
    for message in request.note.preparation { enqueue(message, at: sender.cycleStart) }
    pause(milliseconds: 300)
    if request.awaitsSynth { try awaitSynth() }
    // Those cycles were the beginning of everything: they are no measure of anything.
    drain()
    run.sender = CallbackTimes()
    run.listener = CallbackTimes()
    _ = listener.takePeak()
    pause(milliseconds: 100 + 3000 * run.plan.periodFrames / Int(run.plan.rate.hertz))
    guard listener.takePeak() < Decibels(request.method.thresholdDecibels).amplitude else {
      throw .neverStops(run.target.name, notes: 0)
    }
    heard = []
    run.reported = reportedLatency
  }

  /// Tries notes for some ten seconds, until one sounds and has died away a moment later.
  private mutating func awaitSynth() throws(LatencyError) {
    let silence = Decibels(request.method.thresholdDecibels).amplitude
    let tries = 40
    var isLoud = false
    for _ in 0..<tries {
      if let reason = witness.ends.popIfAny() { throw .serverGone(reason: reason) }
      _ = listener.takePeak()
      let frame = sender.cycleStart &+ UInt32(4 * run.plan.periodFrames)
      enqueue(ShortMessage(request.note.begin, 3), at: frame)
      enqueue(ShortMessage(request.note.end, 3), at: frame &+ run.plan.rate.hertz / 100)
      let someCycles = 6000 * run.plan.periodFrames / Int(run.plan.rate.hertz)
      pause(milliseconds: 150 + someCycles)
      let isHeard = listener.takePeak() >= silence
      pause(milliseconds: 100 + someCycles)
      isLoud = listener.takePeak() >= silence
      if isHeard, !isLoud { return }
    }
    throw isLoud ? .neverStops(run.target.name, notes: tries) : .neverSounds(run.target.name, notes: tries)
  }

  private var reportedLatency: ReportedLatency {
    let capture = sender.client.latency(of: run.target.audio[0], JackCaptureLatency)
    let playback = sender.client.latency(of: run.target.midi, JackPlaybackLatency)
    return ReportedLatency(
      captureLeast: capture.least, captureMost: capture.most, playbackLeast: playback.least,
      playbackMost: playback.most)
  }

  /// Lays the schedule on the server's counter, a fifth of a second from now, at the beginning of a cycle.
  private mutating func schedule() {
    let period = UInt32(run.plan.periodFrames)
    let cycles = run.plan.rate.hertz / 5 / period + 2
    base = sender.cycleStart &+ cycles &* period
    refill()
  }

  /// Keeps the sender's queue full.
  private mutating func refill() {
    while queued < run.plan.sentCount, sender.plan.count + 2 < sender.plan.capacity {
      let frame = base &+ UInt32(truncatingIfNeeded: run.plan.frame(ofNote: queued))
      enqueue(ShortMessage(request.note.begin, 3), at: frame, note: Int32(queued))
      enqueue(ShortMessage(request.note.end, 3), at: frame &+ UInt32(run.plan.lengthFrames))
      queued += 1
    }
  }

  private func enqueue(_ message: ShortMessage, at frame: UInt32, note: Int32 = -1) {
    _ = sender.plan.push(PlannedMessage(frame: frame, message: message, note: note))
  }

  /// Until the last note has had its time.
  private mutating func follow(_ watch: (MeasurementProgress) -> Bool) throws(LatencyError) {
    let end = base &+ UInt32(truncatingIfNeeded: run.plan.totalFrames)
    var stall = StallTimer(sender.cycleCount)
    while Int32(bitPattern: sender.cycleStart &- end) < 0 {
      pause(milliseconds: 20)
      drain()
      refill()
      try check(&stall)
      let progress = MeasurementProgress(
        sent: sent.count, planned: run.plan.sentCount, heard: heard.count,
        xruns: Int(witness.statistics.value(of: .xruns)))
      if !watch(progress) {
        run.wasStopped = true
        return
      }
    }
  }

  /// Whether it makes sense to go on.
  private func check(_ stall: inout StallTimer) throws(LatencyError) {
    if let reason = witness.ends.popIfAny() { throw .serverGone(reason: reason) }
    guard stall.isMoving(sender.cycleCount) else { throw .serverGone(reason: "its counter stands still") }
    guard sender.client.hasPort(run.target.midi) else { throw .targetGone(run.target.name) }
    // Twenty notes have had their time.
    guard sent.count >= 24 else { return }
    if heard.isEmpty { throw .neverSounds(run.target.name, notes: sent.count) }
    let since = sent[sent.count - 24].frame &- UInt32(run.plan.leadFrames)
    let isHeard = heard.last.map { Int32(bitPattern: $0.frame &- since) > 0 } ?? false
    if !isHeard, listener.takePeak() >= Decibels(request.method.thresholdDecibels).amplitude {
      throw .neverStops(run.target.name, notes: sent.count)
    }
  }

  /// Lets the last note end; whether it does.
  private mutating func ringOut() throws(LatencyError) {
    let silence = Decibels(request.method.thresholdDecibels).amplitude
    for _ in 0..<20 {
      _ = listener.takePeak()
      pause(milliseconds: 100)
      drain()
      run.isStuck = listener.takePeak() >= silence
      if !run.isStuck { break }
    }
    for message in request.note.farewell { enqueue(message, at: sender.cycleStart) }
    pause(milliseconds: 50)
  }

  /// Takes what the callbacks have told.
  private mutating func drain() {
    while let note = sender.sent.pop() { sent.append(note) }
    while let onset = listener.heard.pop() { heard.append(onset) }
    while let onset = listener.directs.pop() { directs.append(onset) }
    while let cycle = sender.cycles.pop() { run.sender.add(cycle) }
    while let cycle = listener.cycles.pop() { run.listener.add(cycle) }
    let delay = unsafe Double(jack_get_xrun_delayed_usecs(sender.client.pointer))
    run.longestXrunMicroseconds = max(run.longestXrunMicroseconds, delay)
  }

  /// Closes the clients and accounts for every note.
  private consuming func conclude() -> MeasurementRun {
    drain()
    run.xrunCount = Int(witness.statistics.value(of: .xruns))
    run.unseenCount = Int(
      [sender.statistics.value(of: .eventsLost), sender.statistics.value(of: .capturesLost)].reduce(0, +)
        + [listener.statistics.value(of: .eventsLost), listener.statistics.value(of: .capturesLost)].reduce(0, +))
    let fates = Accounting(leadFrames: run.plan.leadFrames, base: base)
      .fates(sent: sent, direct: directs, heard: heard)
    run.warmUpCount = min(run.plan.warmUpCount, fates.count)
    run.fates = Array(fates.dropFirst(run.warmUpCount))
    // The sound of a note that was just sent may still be on its way when it all ends early.
    if run.failure != nil || run.wasStopped { run.fates = run.fates.dropLast() }
    sender.client.close()
    listener.client.close()
    return run
  }

  /// Waits some seconds until a client runs.
  private static func awaitCycles(of sender: Sender, _ witness: GraphWitness) throws(LatencyError) {
    for _ in 0..<500 {
      if sender.cycleCount > 8 { return }
      if let reason = witness.ends.popIfAny() { throw .serverGone(reason: reason) }
      usleep(10_000)
    }
    throw .serverGone(reason: "its counter stands still")
  }

  private func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }
}
