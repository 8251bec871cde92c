// SPDX-License-Identifier: MIT
// What the kernel lets a sandbox give up. Control thread.

/// The kernel's means by which a program binds itself.
struct SandboxRights {
  /// System calls can be filtered.
  let filtersCalls: Bool
  /// Files can be limited.
  let limitsFiles: Bool
  /// A network of one's own can be had without being root.
  let isolatesNetwork: Bool
  private let isDebian: Bool

  init(_ files: SystemFiles, account: Account) {
    filtersCalls = files.exists("/proc/sys/kernel/seccomp/actions_avail")
    limitsFiles = (files.line("/sys/kernel/security/lsm") ?? "").split(separator: ",").contains("landlock")
    let clone = files.number("/proc/sys/kernel/unprivileged_userns_clone")
    isDebian = clone != nil
    let isOpen =
      clone != 0 && files.number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") != 1
      && (files.number("/proc/sys/user/max_user_namespaces") ?? 0) > 0
    isolatesNetwork = account.number == 0 || isOpen
  }

  var finding: Finding {
    let values: [String: FindingValue] = [
      "filtersSystemCalls": .truth(filtersCalls), "limitsFiles": .truth(limitsFiles),
      "isolatesNetwork": .truth(isolatesNetwork),
    ]
    var missing: [String] = []
    var advice: [String] = []
    if !filtersCalls {
      missing.append("filters of system calls (seccomp)")
      advice.append("use a kernel with CONFIG_SECCOMP_FILTER")
    }
    if !limitsFiles {
      missing.append("limits of files (Landlock)")
      advice.append("boot with lsm=landlock in front of the other names, on Linux 5.13 or later")
    }
    if !isolatesNetwork {
      missing.append("networks of one's own (user namespaces)")
      advice.append(
        isDebian
          ? "sudo sysctl kernel.unprivileged_userns_clone=1"
          : "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0")
    }
    guard !missing.isEmpty else {
      return Finding("sandbox", "sandboxes", .good, "plug-ins can be shut in", values: values)
    }
    return Finding(
      "sandbox", "sandboxes", .attention, "plug-ins are shut in without \(missing.joined(separator: ", "))",
      advice: advice.joined(separator: "; "), values: values)
  }
}
