// SPDX-License-Identifier: MIT
// On what a measurement was made: no number is worth anything without it. Any thread but audio.

import CJack
import Glibc

/// Machine, system, server and versions.
public struct Surroundings: Equatable, Sendable, Codable {
  /// The version of this program.
  public var program: String
  /// The processor's own name.
  public var processor: String
  /// Processors that are online.
  public var processorCount: Int
  /// How they choose their frequency; nil where the system does not tell.
  public var governor: String?
  /// The kernel's release.
  public var kernel: String
  /// Its version, the preemption in it.
  public var kernelVersion: String
  /// What of the kernel gives way to a thread that is more urgent: `realtime`, `full`, `dynamic`, `none`.
  public var preemption: String
  /// `JACK 2`, `PipeWire`, or `none` for a measurement without a server.
  public var server = "none"
  /// The library's version.
  public var serverVersion = ""
  /// The server's name.
  public var serverName = ""
  /// Whether its clients run in real time.
  public var isRealtime = false
  /// Their priority.
  public var priority = 0
  /// The command of a server that the tool started itself; nil for one that was there.
  public var serverCommand: String?

  /// What the system tells. `program`: the version of this program. Thread: any but audio.
  public init(program: String) {
    self.program = program
    let processors = Surroundings.text("/proc/cpuinfo").split(separator: "\n")
    let model = processors.first { $0.hasPrefix("model name") || $0.hasPrefix("CPU part") }
    processor = model?.split(separator: ":").last.map { $0.drop { $0 == " " } }.map(String.init) ?? "unknown"
    processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let governor = Surroundings.line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    self.governor = governor.isEmpty ? nil : governor
    kernel = Surroundings.line("/proc/sys/kernel/osrelease")
    kernelVersion = Surroundings.line("/proc/sys/kernel/version")
    preemption = Surroundings.preemption(kernelVersion, options: Surroundings.line("/proc/cmdline"))
  }

  private static func preemption(_ version: String, options: String) -> String {
    let words = version.split(separator: " ")
    let chosen = options.split(separator: " ").last { $0.hasPrefix("preempt=") }?.dropFirst(8)
    if words.contains("PREEMPT_RT") { return "realtime" }
    if words.contains("PREEMPT") || chosen == "full" { return "full" }
    return words.contains("PREEMPT_DYNAMIC") ? "dynamic" : "none"
  }

  private static func line(_ path: String) -> String { String(text(path).prefix { !$0.isNewline }) }

  /// The beginning of a file; empty where it cannot be read.
  static func text(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}

extension Surroundings {
  private static var libraryVersion: String {
    unsafe jack_get_version_string().map { unsafe String(cString: $0) } ?? ""
  }

  /// Whether PipeWire's library stands in the place of JACK's: that of JACK 2 counts its versions from 1.9. Thread: any.
  static var isPipeWire: Bool { !libraryVersion.hasPrefix("1.9.") }

  /// Adds what a server tells of itself. `server`: nil for the default one. Thread: control.
  public mutating func describe(server: String?) throws(LatencyError) {
    let client = try ClientHandle("latency_question", server: server)
    defer { client.close() }
    serverVersion = Surroundings.libraryVersion
    self.server = Surroundings.isPipeWire ? "PipeWire" : "JACK 2"
    serverName = ClientHandle.name(ofServer: server)
    isRealtime = client.isRealtime
    priority = client.priority
  }
}
