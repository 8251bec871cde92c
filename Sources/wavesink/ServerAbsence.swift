// SPDX-License-Identifier: MIT
// The time without a server: when to try again, and when to say so. Main thread.

import Glibc
import JackHost
import Realtime

/// Tries to open a client, at first after a tenth of a second, then less and less often, at least once a second.
struct ServerAbsence {
  private static let longestPause = Duration.seconds(1)
  private static let blindPause = Duration.seconds(30)
  /// An error of a server that is just starting is not worth a word.
  private static let patience = Duration.seconds(2)

  private let clock = ContinuousClock()
  private let beginning = ContinuousClock().now
  /// Whether there was a server before.
  let isLoss: Bool
  private var attempt: JackOpening?
  private var attemptBegan = ContinuousClock().now
  private var pause = Duration.milliseconds(100)
  private var nextAttempt = ContinuousClock().now
  /// When to ask the library although no server is to be seen: some installations may keep their sockets elsewhere.
  private var nextBlindAttempt: ContinuousClock.Instant
  /// What is wrong at present, when that is to be said, and how long it then stays unsaid.
  private var trouble: JackError?
  private var nextWord = ContinuousClock().now
  private var silence = Duration.seconds(60)
  private var hasToldSilence = false

  init(isLoss: Bool) {
    self.isLoss = isLoss
    // Where there never was a server the library may say why.
    nextBlindAttempt = isLoss ? beginning + ServerAbsence.blindPause : beginning
  }

  /// How long it has lasted.
  var duration: Duration { clock.now - beginning }

  /// The client, as soon as there is one; throws what kept it from opening this time.
  mutating func look(
    _ configuration: JackConfiguration, _ statistics: borrowing Statistics
  ) throws(JackError) -> JackClient? {
    let now = clock.now
    guard let running = attempt else {
      guard now >= nextAttempt else { return nil }
      let name = configuration.nameOfServer
      if now < nextBlindAttempt, JackServerSocket.isListening(serverName: name) == false {
        postpone()
        throw .noServer(name: name)
      }
      nextBlindAttempt = now + ServerAbsence.blindPause
      attempt = JackOpening(configuration, statistics: statistics)
      attemptBegan = now
      return nil
    }
    do throws(JackError) {
      guard let client = try running.take() else { return nil }
      attempt = nil
      return client
    } catch {
      attempt = nil
      postpone()
      throw error
    }
  }

  private mutating func postpone() {
    nextAttempt = clock.now + pause
    pause = min(pause * 2, ServerAbsence.longestPause)
  }

  /// Lets an attempt that is running come to its end, if that takes no longer than a second: what ends in the middle of it
  /// may leave the library's files half-made.
  mutating func finish() {
    let deadline = clock.now + .seconds(1)
    while let running = attempt, clock.now < deadline {
      do { if try running.take() != nil { attempt = nil } } catch { attempt = nil }
      usleep(5000)
    }
  }

  /// What to say of an attempt that failed, if anything: each trouble once, and then less and less often.
  mutating func sentence(about error: JackError) -> String? {
    let now = clock.now
    if error != trouble {
      trouble = error
      silence = .seconds(60)
      nextWord = now + ServerAbsence.patience
      // That the server is gone has been said.
      if case .noServer = error { nextWord = isLoss ? now + silence : now }
    }
    guard now >= nextWord else { return nil }
    nextWord = now + silence
    silence = min(silence * 2, .seconds(3600))
    let minutes = Int(duration / .seconds(60))
    return "\(error); trying again" + (minutes > 0 ? " (for \(minutes) min now)" : "")
  }

  /// What to say, once, of a server that lets an attempt wait.
  mutating func sentenceAboutSilence() -> String? {
    guard attempt != nil, !hasToldSilence, clock.now - attemptBegan > ServerAbsence.patience else { return nil }
    hasToldSilence = true
    return "the JACK server does not answer; waiting for it"
  }
}
