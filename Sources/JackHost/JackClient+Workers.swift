// SPDX-License-Identifier: MIT
// Threads for render workers. Setup thread.

import CJack
import Glibc
public import Synthesis

extension JackClient {
  /// The real-time priority for what works beside the audio thread, one below it; 0 where the server has none. Thread: setup or control.
  public var priorityOfHelpers: Int32 {
    guard unsafe jack_is_realtime(handle) != 0 else { return 0 }
    return max(0, unsafe jack_client_real_time_priority(handle) - 1)
  }

  /// Runs a render worker on a thread that JACK makes, with the priority of the audio thread where the server runs in real
  /// time and the system lets us. The thread ends with the engine; of an engine that is never freed, because its server
  /// failed, it sleeps on. Thread: setup, before activation, with those signals blocked that are not its.
  public func start(_ worker: RenderWorker) throws(JackError) {
    let context = unsafe Unmanaged.passRetained(worker)
    let isRealTime = unsafe jack_is_realtime(handle)
    var status = unsafe makeThread(isRealTime: isRealTime, context.toOpaque())
    // As the process thread does, it runs without a priority rather than not at all.
    if status != 0, isRealTime != 0 { status = unsafe makeThread(isRealTime: 0, context.toOpaque()) }
    guard status == 0 else {
      unsafe context.release()
      throw .noThread(status: status)
    }
  }

  private func makeThread(isRealTime: Int32, _ context: UnsafeMutableRawPointer) -> Int32 {
    var thread = jack_native_thread_t()
    let status = unsafe jack_client_create_thread(
      handle, &thread, jack_client_real_time_priority(handle), isRealTime, workerThread, context)
    // Nobody joins it: what it works on waits for it before it is freed.
    if status == 0 { pthread_detach(thread) }
    return status
  }
}

/// The first function of a render worker's thread; `context` is the worker, retained.
@c func workerThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  unsafe Unmanaged<RenderWorker>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
