// SPDX-License-Identifier: MIT
// A program that the tool starts and ends. Control thread.

import Glibc

/// A command in a process group of its own, which ends with this value.
public final class ChildProcess {
  private let identifier: pid_t
  private let errors: String
  private var status: Int32?
  /// What was asked for.
  public let command: String

  /// Starts `command` with a shell, its standard error in a file, its standard output nowhere. `environment`: what it has beside
  /// ours. Thread: control.
  public init(_ command: String, environment: [String: String] = [:]) throws(LatencyError) {
    self.command = command
    var path = Array("/tmp/wavesink-latency-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&path)
    guard descriptor >= 0 else {
      throw .notStarted(command: command, reason: unsafe String(cString: strerror(errno)))
    }
    close(descriptor)
    errors = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    identifier = try ChildProcess.start(command, errors: errors, environment: environment)
  }

  deinit {
    end()
    unsafe unlink(errors)
  }

  private static func start(
    _ command: String, errors: String, environment: [String: String]
  ) throws(LatencyError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_TRUNC, 0)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that the whole of it can be ended; and no signal blocked, as the tool's own are.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    let arguments = unsafe copies(["/bin/sh", "-c", command])
    let values = unsafe copies(ChildProcess.environment(with: environment))
    defer { unsafe release(arguments + values) }
    var identifier: pid_t = 0
    let status = unsafe posix_spawn(&identifier, "/bin/sh", &actions, &attributes, arguments, values)
    guard status == 0 else {
      throw .notStarted(command: command, reason: unsafe String(cString: strerror(status)))
    }
    return identifier
  }

  /// Texts as C has them, with a null at the end; the caller frees them.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe []
    for text in texts { unsafe copies.append(strdup(text)) }
    unsafe copies.append(nil)
    return unsafe copies
  }

  private static func release(_ copies: [UnsafeMutablePointer<CChar>?]) {
    for index in unsafe copies.indices { unsafe free(copies[index]) }
  }

  /// Ours, and over it what is given.
  private static func environment(with others: [String: String]) -> [String] {
    var values: [String] = []
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let value = unsafe String(cString: text)
      let name = String(value.prefix { $0 != "=" })
      if others[name] == nil { values.append(value) }
      unsafe entry += 1
    }
    return values + others.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// The status with which it ended, 128 and the signal where one ended it; nil while it runs. Thread: control.
  public var exitStatus: Int32? {
    if let status { return status }
    var word: Int32 = 0
    guard unsafe waitpid(identifier, &word, WNOHANG) == identifier else { return nil }
    status = word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F)
    return status
  }

  /// The last line that it wrote to standard error. Thread: control.
  public var lastError: String {
    let lines = Surroundings.text(errors).split(separator: "\n").map(String.init)
    return lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
  }

  /// Asks it to end, and makes it after three seconds. Thread: control.
  public func end() {
    guard exitStatus == nil else { return }
    kill(-identifier, SIGTERM)
    for _ in 0..<150 where exitStatus == nil { usleep(20_000) }
    if exitStatus == nil { kill(-identifier, SIGKILL) }
    for _ in 0..<50 where exitStatus == nil { usleep(20_000) }
  }
}
