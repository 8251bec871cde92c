// SPDX-License-Identifier: MIT
// A measurement of the engine itself, without a server. One thread, which may wait.

import CRealtime
import MIDI
import Miniport
import Playback
import Realtime
public import Synthesis

/// Sends the notes of a plan to an engine as the process callback does, period by period, and listens to what comes out: the same
/// numbers on every machine, as fast as the processor can.
@safe public struct EngineLoop: ~Copyable {
  // Safe because all three cover a period of both sides and live as long as this value.
  private let memory: UnsafeMutablePointer<Float>
  private let bus: UnsafeMutablePointer<StereoBlock>
  private var parts: SynthesizerParts
  private let periodFrames: Int
  private let rate: SampleRate
  private var time = FrameTime.zero

  /// Why the engine cannot be measured.
  public struct BankRefused: Error, CustomStringConvertible {
    /// A sentence.
    public let description: String
  }

  /// An engine of one stereo bus. Thread: setup.
  public init(_ configuration: Synthesizer.Configuration, periodFrames: Int) {
    precondition(periodFrames > 0 && configuration.layout.busCount == 1, "an engine of one bus, in periods")
    parts = SynthesizerParts(configuration)
    self.periodFrames = periodFrames
    rate = configuration.rate
    unsafe memory = .allocate(capacity: 2 * periodFrames)
    unsafe memory.initialize(repeating: 0, count: 2 * periodFrames)
    unsafe bus = .allocate(capacity: 1)
    unsafe bus.initialize(to: StereoBlock(left: memory, right: memory + periodFrames, count: periodFrames))
    rt_flush_denormals()
  }

  deinit {
    unsafe bus.deallocate()
    unsafe memory.deallocate()
  }

  /// Brings the tool's own bank in and waits for it. Thread: the measuring one.
  public mutating func loadImpulseBank() throws {
    let bytes = try ImpulseBank.dls(rate: rate)
    let download = parts.downloader.download(.bytes(bytes[...], name: "impulse", bankOffset: 0, file: nil))
    while download.outcome == nil { renderPeriod() }
    guard case .playing? = download.outcome else {
      throw BankRefused(description: "the tool's own bank does not play: \(String(describing: download.outcome))")
    }
  }

  /// Measures. Thread: the measuring one.
  public mutating func measure(_ request: MeasurementRequest) -> MeasurementRun {
    let plan = NotePlan(
      rate: rate, periodFrames: periodFrames, noteCount: request.noteCount, warmUpCount: request.warmUpCount,
      intervalFrames: Int(request.intervalSeconds * Double(rate.hertz)))
    for message in request.note.preparation { accept(message, at: time) }
    for _ in 0..<4 { renderPeriod() }
    let start = time
    let base = UInt32(truncatingIfNeeded: start.frames)
    var sound = OnsetDetector(request.method, rate: rate, gapFrames: plan.intervalFrames - periodFrames)
    var (sent, heard): ([SentNote], [HeardOnset]) = ([], [])
    var ends: [Int] = []
    var isLoud = false
    while time - start < plan.totalFrames + rate.tailFrames {
      let begin = time - start
      // The end of a note and the next one may both be due.
      while let end = ends.first, end < begin + periodFrames {
        accept(ShortMessage(request.note.end, 3), at: start + end)
        ends.removeFirst()
      }
      while sent.count < plan.sentCount, plan.frame(ofNote: sent.count) < begin + periodFrames {
        let frame = plan.frame(ofNote: sent.count)
        accept(ShortMessage(request.note.begin, 3), at: start + frame)
        ends.append(frame + plan.lengthFrames)
        sent.append(
          SentNote(
            index: Int32(sent.count), frame: base &+ UInt32(truncatingIfNeeded: frame), offset: UInt32(frame - begin),
            period: UInt32(periodFrames), wasLate: false))
      }
      renderPeriod()
      isLoud = listen(&sound, from: base &+ UInt32(truncatingIfNeeded: begin), &heard)
    }
    var run = MeasurementRun(
      plan: plan, target: TargetPorts(name: "wavesink, in this process", midi: "", audio: []), method: request.method)
    let fates = Accounting(leadFrames: plan.leadFrames, base: base).fates(sent: sent, direct: [], heard: heard)
    run.warmUpCount = plan.warmUpCount
    run.fates = Array(fates.dropFirst(plan.warmUpCount))
    run.isStuck = isLoud
    return run
  }

  /// Listens to the period that was rendered last; whether it was loud at all.
  private func listen(_ sound: inout OnsetDetector, from first: UInt32, _ heard: inout [HeardOnset]) -> Bool {
    var isLoud = false
    for index in 0..<periodFrames {
      let magnitude = unsafe max(memory[index].magnitude, memory[periodFrames + index].magnitude)
      isLoud = isLoud || magnitude >= sound.threshold
      if sound.take(magnitude) {
        heard.append(HeardOnset(frame: first &+ UInt32(index), uncertainty: sound.uncertainty))
      }
    }
    return isLoud
  }

  private mutating func accept(_ message: ShortMessage, at time: FrameTime) {
    parts.port.accept(Event(time: time, packed: message.packed, length: UInt16(message.length), group: 1))
  }

  private mutating func renderPeriod() {
    unsafe parts.port.render(UnsafeBufferPointer(start: bus, count: 1), from: time)
    time = time + periodFrames
  }
}

extension SampleRate {
  /// Frames after the last note in which it may end.
  fileprivate var tailFrames: Int { Int(hertz) / 2 }
}
