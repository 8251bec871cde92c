// SPDX-License-Identifier: MIT
// A process of the panel's. Control threads.

internal import CSandbox
internal import Glibc
internal import Synchronization

/// A program that runs beside this one, with nothing of this one's but its environment.
final class LatencyProcess: Sendable {
  private let identifier: pid_t
  private let status = Mutex<Int32?>(nil)

  /// Starts `arguments`, of which the first is the program. `output`, `errors`: files for what it writes.
  init(_ arguments: [String], output: String, errors: String) throws(Refusal) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Sockets of pages are none of its business, nor are those that listen.
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe []
    for argument in arguments { unsafe copies.append(strdup(argument)) }
    unsafe copies.append(nil)
    defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
    var identifier: pid_t = 0
    let code = unsafe posix_spawn(&identifier, arguments[0], &actions, &attributes, copies, environ)
    guard code == 0 else {
      throw Refusal(500, "\(arguments[0]) cannot be started: \(unsafe String(cString: strerror(code)))")
    }
    self.identifier = identifier
  }

  /// The status with which it ended, 128 and the signal where one ended it; nil while it runs.
  var exitStatus: Int32? {
    status.withLock { status in
      guard status == nil else { return status }
      var word: Int32 = 0
      guard unsafe waitpid(identifier, &word, WNOHANG) == identifier else { return nil }
      status = word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F)
      return status
    }
  }

  /// Asks it to end, which also ends what it has started, and makes it where it does not listen.
  func end() {
    guard exitStatus == nil else { return }
    kill(identifier, SIGTERM)
    Task.detached { [self] in
      for _ in 0..<50 where exitStatus == nil { try await Task.sleep(for: .milliseconds(100)) }
      if exitStatus == nil { kill(identifier, SIGKILL) }
      while exitStatus == nil { try await Task.sleep(for: .milliseconds(100)) }
    }
  }
}
