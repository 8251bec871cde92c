// SPDX-License-Identifier: MIT
// wavesink-sandbox: hosts a plug-in for a client, which starts it. Main thread.

import Sandbox

SandboxHost.run()
