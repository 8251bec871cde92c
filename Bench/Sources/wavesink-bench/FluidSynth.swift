// SPDX-License-Identifier: MIT
// libfluidsynth as the benchmarks see it.

import CFluidSynth
import Glibc

/// libfluidsynth: one core, no effects, no locks of its own, all samples loaded and locked in memory.
@safe final class FluidSynth: BenchedSynth {
  // Safe because only this class touches them, on one thread, and frees each once.
  private let settings: OpaquePointer
  private let synth: OpaquePointer
  private let left: UnsafeMutablePointer<Float>
  private let right: UnsafeMutablePointer<Float>

  let title = "fluidsynth " + (unsafe String(cString: fluid_version_str()))

  /// The cutoff of a voice that asks for none (SoundFont 2.04, 8.1.2, number 8), in absolute pitch cents.
  private static let openCutoffCents = 13_500

  /// `bank`: the path of a DLS or SoundFont file, without filters of its own: the filter and what moves it are set here,
  /// because libinstpatch, which reads DLS for libfluidsynth 2.3, passes over the cutoff in it.
  init(bank: String, settings bench: BenchSettings) throws {
    guard let settings = unsafe new_fluid_settings() else { throw BenchError.fluidSynth("no settings") }
    unsafe self.settings = settings
    unsafe FluidSynth.configure(settings, bench)
    guard let synth = unsafe new_fluid_synth(settings) else {
      unsafe delete_fluid_settings(settings)
      throw BenchError.fluidSynth("no synthesizer")
    }
    unsafe self.synth = synth
    unsafe left = .allocate(capacity: BenchSettings.longestPeriod)
    unsafe right = .allocate(capacity: BenchSettings.longestPeriod)
    guard FluidSynth.quietly({ unsafe fluid_synth_sfload(synth, bank, 1) }) >= 0 else {
      throw BenchError.bank("\(bank): libfluidsynth cannot load it")
    }
    unsafe fluid_synth_set_interp_method(synth, -1, bench.peerInterpolation.fluidMethod)
    for channel in 0..<Int32(16 * bench.groupCount) where channel % 16 != 9 {
      // A bank need not have an instrument for each of them.
      _ = FluidSynth.quietly { unsafe fluid_synth_program_change(synth, channel, channel % 16) }
      for (generator, offset) in FluidSynth.generators(of: bench.filter) {
        unsafe fluid_synth_set_gen(synth, channel, Int32(generator.rawValue), Float(offset))
      }
    }
  }

  /// What is added to the generators of every note (SoundFont 2.04, 8.1.3).
  private static func generators(of filter: VoiceFilter) -> [(fluid_gen_type, Int)] {
    let cutoff = [(GEN_FILTERFC, VoiceFilter.cutoffCents - openCutoffCents)]
    switch filter {
    case .none: return []
    case .still: return cutoff
    case .moving:
      // The LFO from 8.176 to 5 Hz, as that of DLS is; the decay from 1 ms to 100 s; the sustain from all to nothing.
      return cutoff + [
        (GEN_MODLFOTOFILTERFC, VoiceFilter.depthCents), (GEN_MODLFOFREQ, -851),
        (GEN_MODENVTOFILTERFC, VoiceFilter.depthCents), (GEN_MODENVDECAY, VoiceFilter.decayTimeCents + 12_000),
        (GEN_MODENVSUSTAIN, 1000),
      ]
    }
  }

  private static func configure(_ settings: OpaquePointer, _ bench: BenchSettings) {
    let integers: [(String, Int)] = [
      ("synth.polyphony", bench.polyphony), ("synth.cpu-cores", 1), ("synth.dynamic-sample-loading", 0),
      ("synth.lock-memory", 1), ("synth.threadsafe-api", 0), ("synth.reverb.active", bench.hasEffects ? 1 : 0),
      ("synth.chorus.active", bench.hasEffects ? 1 : 0), ("synth.midi-channels", 16 * bench.groupCount),
      ("synth.min-note-length", 0),
    ]
    for (name, value) in integers { unsafe fluid_settings_setint(settings, name, Int32(value)) }
    unsafe fluid_settings_setnum(settings, "synth.sample-rate", Double(BenchSettings.rate))
    unsafe fluid_settings_setnum(settings, "synth.gain", 0.01)
  }

  /// Without standard error: its SoundFont loader complains of each DLS file before its DLS loader takes it, and each
  /// channel of a program that is not there.
  private static func quietly<Result>(_ work: () -> Result) -> Result {
    let kept = dup(STDERR_FILENO)
    let nowhere = unsafe open("/dev/null", O_WRONLY)
    dup2(nowhere, STDERR_FILENO)
    defer {
      dup2(kept, STDERR_FILENO)
      close(kept)
      close(nowhere)
    }
    return work()
  }

  deinit {
    unsafe delete_fluid_synth(synth)
    unsafe delete_fluid_settings(settings)
    unsafe left.deallocate()
    unsafe right.deallocate()
  }

  var soundingVoiceCount: Int { Int(unsafe fluid_synth_get_active_voice_count(synth)) }

  func start(_ note: Note) {
    unsafe fluid_synth_noteon(synth, FluidSynth.channel(of: note), Int32(note.key), Int32(Note.velocity))
  }

  func stop(_ note: Note) { unsafe fluid_synth_noteoff(synth, FluidSynth.channel(of: note), Int32(note.key)) }

  /// It numbers the channels of all groups through.
  private static func channel(of note: Note) -> Int32 { Int32(16 * note.group + note.channel) }

  func left(frameCount: Int) -> [Float] { unsafe Array(UnsafeBufferPointer(start: left, count: frameCount)) }

  func render(frameCount: Int) { unsafe fluid_synth_write_float(synth, Int32(frameCount), left, 0, 1, right, 0, 1) }
}

extension Interpolation {
  /// libfluidsynth's name for it.
  var peerName: String {
    switch self {
    case .linear: "linear"
    case .cubic: "4th-order"
    case .sinc: "7th-order"
    }
  }

  /// libfluidsynth's number for it.
  fileprivate var fluidMethod: Int32 {
    switch self {
    case .linear: Int32(FLUID_INTERP_LINEAR.rawValue)
    case .cubic: Int32(FLUID_INTERP_4THORDER.rawValue)
    case .sinc: Int32(FLUID_INTERP_7THORDER.rawValue)
    }
  }
}
