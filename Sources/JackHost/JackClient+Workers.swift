// SPDX-License-Identifier: MIT
// Threads for render workers. Setup thread.

import CJack
import Glibc
public import Synthesis

extension JackClient {
  /// Runs a render worker on a thread that JACK makes, with the priority of the audio thread where the server runs in real
  /// time. The thread ends with the engine. Thread: setup, before activation, with those signals blocked that are not its.
  public func start(_ worker: RenderWorker) throws(JackError) {
    let context = unsafe Unmanaged.passRetained(worker)
    var thread = jack_native_thread_t()
    let status = unsafe jack_client_create_thread(
      handle, &thread, jack_client_real_time_priority(handle), jack_is_realtime(handle), workerThread,
      context.toOpaque())
    guard status == 0 else {
      unsafe context.release()
      throw .noThread(status: status)
    }
    // Nobody joins it: what it works on waits for it before it is freed.
    pthread_detach(thread)
  }
}

/// The first function of a render worker's thread; `context` is the worker, retained.
@c func workerThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  unsafe Unmanaged<RenderWorker>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
