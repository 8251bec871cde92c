// SPDX-License-Identifier: MIT
// Why nothing more comes or goes. Control threads.

/// A connection has ended, whoever ended it.
struct ConnectionEnd: Error {}
