// SPDX-License-Identifier: MIT
// The thread on which a plug-in does what may wait. Setup, control and worker threads.

import CLilv
import Glibc
import Realtime
import Synchronization

/// The feature `work:schedule` of one plug-in, and the thread behind it.
@safe final class PluginWorker: @unchecked Sendable {
  // Safe because `requests` is used by the audio thread alone, `done` and `replies` by the worker's alone, and all of it is freed
  // after both have let go.
  /// What the plug-in is given: it asks on the audio thread.
  let schedule: UnsafeMutablePointer<LV2_Worker_Schedule>
  private let requests: UnsafeMutablePointer<PluginWorkSender>
  private let work: PluginWorkReceiver
  private let replies: UnsafeMutablePointer<PluginWorkSender>
  /// For the audio thread.
  let answers: UnsafeMutablePointer<PluginWorkReceiver>
  private let isEnding = Mutex(false)
  private let thread = Mutex<WorkerThread?>(nil)

  /// Bytes of the longest message.
  private static let byteCount = 8192

  /// Thread: control.
  init() {
    let down = RingEnds<PluginWorkItem>(capacity: 64)
    let up = RingEnds<PluginWorkItem>(capacity: 64)
    let pool = EventPool(slotCount: 64, slotByteCount: PluginWorker.byteCount)
    unsafe requests = .allocate(capacity: 1)
    unsafe requests.initialize(to: PluginWorkSender(pool: pool.another(), items: down.producer))
    work = PluginWorkReceiver(pool: pool.another(), items: down.consumer)
    unsafe replies = .allocate(capacity: 1)
    unsafe replies.initialize(to: PluginWorkSender(pool: pool.another(), items: up.producer))
    unsafe answers = .allocate(capacity: 1)
    unsafe answers.initialize(to: PluginWorkReceiver(pool: pool.another(), items: up.consumer))
    unsafe schedule = .allocate(capacity: 1)
    unsafe schedule.initialize(to: LV2_Worker_Schedule(handle: requests, schedule_work: lv2ScheduleWork))
  }

  deinit {
    stop()
    unsafe schedule.deallocate()
    unsafe requests.deinitialize(count: 1)
    unsafe requests.deallocate()
    unsafe replies.deinitialize(count: 1)
    unsafe replies.deallocate()
    unsafe answers.deinitialize(count: 1)
    unsafe answers.deallocate()
  }

  /// Works for an instance from now on, until `stop`. Thread: control.
  func start(_ instance: UnsafeMutablePointer<LilvInstance>, _ interface: UnsafePointer<LV2_Worker_Interface>) {
    let target = unsafe Target(handle: lilv_instance_get_handle(instance), interface: interface)
    let worker = WorkerThread(name: "LV2 worker") { [unowned self] in
      while !isEnding.withLock({ $0 }) {
        // The audio thread wakes nobody: that would be a system call.
        if !doNext(target) { usleep(2000) }
      }
    }
    thread.withLock { $0 = worker }
  }

  /// Ends the thread. Thread: control.
  func stop() {
    isEnding.withLock { $0 = true }
    thread.withLock { $0.take() }?.join()
  }

  @safe private struct Target: @unchecked Sendable {
    // Safe because the instance is freed after the thread has ended.
    let handle: LV2_Handle?
    let interface: UnsafePointer<LV2_Worker_Interface>
  }

  /// Does what was asked for first; false where nothing was. Thread: the worker's.
  private func doNext(_ target: Target) -> Bool {
    guard let item = work.next() else { return false }
    if let function = unsafe target.interface.pointee.work {
      _ = unsafe function(
        target.handle, lv2Respond, UnsafeMutableRawPointer(replies), item.byteCount, work.bytes(of: item))
    }
    work.release(item)
    return true
  }
}

/// The C function that a plug-in asks its worker with. Thread: audio.
@c @_noLocks @_noAllocation
func lv2ScheduleWork(
  _ handle: UnsafeMutableRawPointer?, _ byteCount: UInt32, _ bytes: UnsafeRawPointer?
) -> LV2_Worker_Status {
  guard let sender = unsafe handle?.assumingMemoryBound(to: PluginWorkSender.self) else {
    return LV2_WORKER_ERR_UNKNOWN
  }
  return unsafe sender.pointee.send(bytes, byteCount: Int(byteCount)) ? LV2_WORKER_SUCCESS : LV2_WORKER_ERR_NO_SPACE
}

/// The C function that a worker answers with. Thread: the worker's.
@c func lv2Respond(
  _ handle: UnsafeMutableRawPointer?, _ byteCount: UInt32, _ bytes: UnsafeRawPointer?
) -> LV2_Worker_Status {
  guard let sender = unsafe handle?.assumingMemoryBound(to: PluginWorkSender.self) else {
    return LV2_WORKER_ERR_UNKNOWN
  }
  return unsafe sender.pointee.send(bytes, byteCount: Int(byteCount)) ? LV2_WORKER_SUCCESS : LV2_WORKER_ERR_NO_SPACE
}
