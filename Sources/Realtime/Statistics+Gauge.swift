// SPDX-License-Identifier: MIT
// What the client measures. Any thread.

internal import Synchronization

extension Statistics {
  /// Something that has a value at each moment.
  @frozen public enum Gauge: Int, CaseIterable, Sendable {
    /// Voices that sound now. Integer.
    case voicesSounding
    /// Voices that may sound at once: fewer than were asked for while the processor cannot keep up. Integer.
    case voicesAllowed
    /// Effects that sound now: reverb, echoes, chorus, and limiters that hold something back as one. Integer.
    case effectsSounding
    /// Events that wait in the sequencers. Integer.
    case sequencerDepth
    /// Greatest magnitude of a sample on the left since it was last taken, linear. Real.
    case peakLeft
    /// Greatest magnitude of a sample on the right since it was last taken, linear. Real.
    case peakRight
    /// By how many dB a limiter has lowered something at most since it was last taken. Real.
    case limiterReduction
    /// Voices times frames that were rendered so far. Integer.
    case voiceFrames
    /// Frames that were rendered so far. Integer.
    case framesRendered
    /// Time that process callbacks have used so far, in ns; without freewheel. Integer.
    case busyNanoseconds
    /// Frames that they were asked for meanwhile. Integer.
    case busyFrames
    /// Part of the period that the process callback used, 0 to 1 and above. Real.
    case load
    /// The greatest part of its period that a process callback took since it was last taken; without freewheel. Real.
    case longestCycle
    /// The first frame of the host timeline that is not yet rendered: the latency clock. Integer.
    case frameTime
    /// Frames that the server processes at a time. Integer.
    case periodFrames
    /// Frames that what comes in has taken to get here, as the server reports them: the least and the most. Integer.
    case captureLatencyLeast
    /// See `captureLatencyLeast`.
    case captureLatencyMost
    /// Frames from an event to its sound, here. Integer.
    case ownLatency
    /// Frames that what goes out takes to be heard, as the server reports them: the least and the most. Integer.
    case playbackLatencyLeast
    /// See `playbackLatencyLeast`.
    case playbackLatencyMost
    /// Whether the server runs faster than time, in the lowest bit, and above it how often that has changed. Integer.
    case freewheel
    /// Number of the instrument table in use. Integer.
    case tableGeneration
    /// What is to be added to the server's frame counter, modulo 2³², for the frame of the host timeline. Integer.
    case counterOffset
    /// Clients that read back what comes in by JACK; set by a control thread, and read by the audio thread. Integer.
    case captureReaders
    /// Of what goes into the reverb, linear. Real.
    case reverbInputGain
    /// Of what comes back of it, linear. Real.
    case reverbLevel
    /// Seconds to −60 dB. Real.
    case reverbTime
    /// Of the reverb's time for the highs to that for the lows; 0 where the room has its own. Real.
    case reverbHighFrequencyRatio
    /// Processes that host plug-ins. Integer.
    case sandboxes
    /// Bytes of theirs that are in the machine's memory, what they share with the client too. Integer.
    case sandboxMemory
  }

  /// Sets an integer gauge. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func set(_ value: Int64, gauge: Gauge) {
    unsafe storage.pointee.gauges[gauge.rawValue].store(UInt64(bitPattern: value), ordering: .relaxed)
  }

  /// Sets a real gauge. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func set(_ value: Double, gauge: Gauge) {
    unsafe storage.pointee.gauges[gauge.rawValue].store(value.bitPattern, ordering: .relaxed)
  }

  /// Adds to an integer gauge that one thread alone sets. Thread: that one. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func grow(by amount: Int64, gauge: Gauge) { set(integer(gauge) &+ amount, gauge: gauge) }

  /// An integer gauge. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func integer(_ gauge: Gauge) -> Int64 {
    Int64(bitPattern: unsafe storage.pointee.gauges[gauge.rawValue].load(ordering: .relaxed))
  }

  /// A real gauge. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func real(_ gauge: Gauge) -> Double {
    Double(bitPattern: unsafe storage.pointee.gauges[gauge.rawValue].load(ordering: .relaxed))
  }

  /// Sets a real gauge to `value` if that is more than it holds; one thread raises a gauge.
  ///
  /// A reader that takes the peak between the comparison and the store loses nothing: what it took was at least the
  /// old value, and what is stored is a peak of its own.
  /// Thread: any, one at a time for each gauge. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func raise(_ value: Double, gauge: Gauge) {
    if value > real(gauge) { set(value, gauge: gauge) }
  }

  /// A real gauge, which begins again at 0: the peak since the last call. Thread: control. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func take(gauge: Gauge) -> Double {
    Double(bitPattern: unsafe storage.pointee.gauges[gauge.rawValue].exchange(0, ordering: .relaxed))
  }
}
