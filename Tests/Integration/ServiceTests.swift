// SPDX-License-Identifier: MIT
// What a service manager hears of the program. The test's thread.

import Foundation
import Testing

@Suite(.serialized) struct ServiceTests {
  /// A path, and an abstract name.
  @Test(arguments: [NSTemporaryDirectory() + "wavesink-notify-\(getpid())", "@wavesink-notify-\(getpid())"])
  func `a service manager hears when the ports are there, how it runs, and that it ends`(name: String) throws {
    let server = try JackServer()
    let control = try ProbeClient("control", on: server)
    let socket = try NoticeSocket(name: name)
    let environment = server.environment.merging(["NOTIFY_SOCKET": name]) { $1 }
    let program = try WavesinkProcess(["run", "--no-connect"], environment: environment)
    #expect(socket.next(within: 3) == "STATUS=waits for the JACK server\n")
    #expect(socket.next(within: 3) == "READY=1\nSTATUS=wavesink runs at 48000 Hz, 256 frames a period\n")
    #expect(Set(control.ports("^wavesink:")) == ["wavesink:midi_in_1", "wavesink:out_1", "wavesink:out_2"])
    try server.changePeriod(to: 512)
    #expect(socket.next(within: 3) == "STATUS=wavesink runs at 48000 Hz, 512 frames a period\n")
    control.close()
    server.stop()
    #expect(socket.next(within: 3) == "STATUS=waits for the JACK server\n")
    program.signal(SIGTERM)
    #expect(socket.next(within: 3) == "STOPPING=1\n")
    let status = program.exitStatus(within: 3)
    #expect(status == 0)
  }
}
