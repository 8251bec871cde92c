// SPDX-License-Identifier: MIT
// Starts and awaits processes. The test's thread, which waits.

import Foundation
import Glibc

/// Processes as the system makes them.
enum Spawn {
  /// Why there is no process.
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Starts a program with its standard streams in files and every signal as a shell would leave it.
  static func start(
    _ words: [String], folder: String, output: String, errors: String, environment: [String: String]
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A job in the background of a script ignores SIGINT, and tests may be one.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    // The shell knows how to go to a folder, and becomes the program there.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    var arguments = unsafe (shell + words).map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
    var process = pid_t()
    let code = unsafe posix_spawn(&process, shell[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw Failure(description: "no shell: \(unsafe String(cString: strerror(code)))") }
    return process
  }

  /// The exit status of a process, 128 and more for a signal; nil when it had to be killed after `seconds`.
  static func wait(for process: pid_t, seconds: Double) -> Int32? {
    let end = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while true {
      if unsafe waitpid(process, &status, WNOHANG) == process {
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
      }
      guard Date() < end else { break }
      usleep(2000)
    }
    kill(process, SIGKILL)
    _ = unsafe waitpid(process, &status, 0)
    return nil
  }
}
