// SPDX-License-Identifier: MIT
// What the kernel says of a process's memory. Control threads.

internal import Glibc

/// Memory of a process, in bytes.
public enum ProcessMemory {
  /// What is in the machine's memory; 0 where the kernel does not say. `process`: its number, nil for this one. Source: proc(5), statm.
  /// Thread: control.
  public static func resident(of process: Int32? = nil) -> Int {
    guard let file = unsafe fopen("/proc/\(process.map { "\($0)" } ?? "self")/statm", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    let count = unsafe fread(&text, 1, text.count - 1, file)
    let words = String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
  }
}
